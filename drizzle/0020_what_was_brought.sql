DROP INDEX "goal_feeds_open";--> statement-breakpoint
CREATE INDEX "goal_feeds_feeder" ON "goal_feeds" USING btree ("org_id","metric_id","feeder","ends_on");--> statement-breakpoint
INSERT INTO "goal_results" ("org_id", "goal_id", "member_id", "value", "activities")
SELECT f.org_id, f.goal_id, t.member_id, sum(t.value)::bigint, sum(t.activities)::int
FROM "goal_feeds" f JOIN "totals" t ON t.org_id = f.org_id AND t.metric_id = f.metric_id AND t.period_kind = 'day'
	AND t.period_start BETWEEN f.starts_on AND f.ends_on
	AND f.feeder IN (t.member_id, t.team_id, '00000000-0000-0000-0000-000000000000')
WHERE NOT f.is_open AND f.segment IS NULL AND f.at_least IS NULL
GROUP BY f.org_id, f.goal_id, t.member_id HAVING sum(t.activities) > 0
UNION ALL
SELECT c.org_id, c.goal_id, c.member_id, sum(c.amount)::bigint, sum(c.amount)::int
FROM "check_ins" c JOIN "goals" g ON g.org_id = c.org_id AND g.id = c.goal_id
WHERE g.closed_at IS NOT NULL GROUP BY c.org_id, c.goal_id, c.member_id HAVING sum(c.amount) > 0
ON CONFLICT DO NOTHING;
