ALTER TABLE "goals" ADD COLUMN "offered_to" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "offered_by" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "offered_at" timestamp with time zone;