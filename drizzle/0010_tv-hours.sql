ALTER TABLE "displays" ADD COLUMN "hours_from" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "hours_until" smallint DEFAULT 0 NOT NULL;