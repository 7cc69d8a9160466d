ALTER TABLE "recognitions" ADD COLUMN "for_huddle" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "damped" text;