CREATE INDEX "moments_member" ON "moments" USING btree ("org_id","member_id","at");--> statement-breakpoint
CREATE INDEX "recognitions_said" ON "recognitions" USING btree ("org_id","said_at");