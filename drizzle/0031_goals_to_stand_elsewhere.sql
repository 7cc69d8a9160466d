ALTER TABLE "goals" ADD COLUMN "wanted_id" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_org_id_wanted_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","wanted_id") REFERENCES "public"."goals"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "goal_changes_declined" ON "goal_changes" USING btree ("org_id","at") WHERE kind = 'declined';--> statement-breakpoint
CREATE INDEX "goals_wanted" ON "goals" USING btree ("org_id","wanted_id") WHERE wanted_id is not null;