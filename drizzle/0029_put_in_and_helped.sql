ALTER TABLE "goal_helps" ADD COLUMN "is_behind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "goal_helps" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "goal_people" ADD COLUMN "put_by" uuid;