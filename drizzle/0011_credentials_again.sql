DROP INDEX "credentials_award";--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_award" ON "credentials" USING btree ("org_id","award_id") WHERE revoked_at is null;