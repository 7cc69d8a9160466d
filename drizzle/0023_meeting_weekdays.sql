ALTER TABLE "meetings" ADD COLUMN "weekday" smallint;--> statement-breakpoint
CREATE INDEX "meetings_goal" ON "meetings" USING btree ("org_id","goal_id");--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_weekday" CHECK (weekday between 1 and 7);