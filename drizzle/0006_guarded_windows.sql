DROP INDEX "totals_member";--> statement-breakpoint
CREATE INDEX "metric_rules_outcome" ON "metric_rules" USING btree ("org_id","guardrail_id") WHERE guardrail_id is not null;--> statement-breakpoint
CREATE INDEX "totals_member" ON "totals" USING btree ("org_id","member_id","metric_id","period_kind","period_start");