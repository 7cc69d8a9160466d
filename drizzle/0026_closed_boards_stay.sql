CREATE TABLE "final_group_totals" (
	"org_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"period_kind" text NOT NULL,
	"period_start" date NOT NULL,
	"member_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"value" bigint NOT NULL,
	"activities" integer NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "final_group_totals_org_id_group_id_metric_id_period_kind_period_start_member_id_team_id_pk" PRIMARY KEY("org_id","group_id","metric_id","period_kind","period_start","member_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "final_team_days" (
	"org_id" uuid NOT NULL,
	"period_kind" text NOT NULL,
	"period_start" date NOT NULL,
	"team_id" uuid NOT NULL,
	"days" integer NOT NULL,
	CONSTRAINT "final_team_days_org_id_period_kind_period_start_team_id_pk" PRIMARY KEY("org_id","period_kind","period_start","team_id")
);
--> statement-breakpoint
ALTER TABLE "final_totals" ADD COLUMN "base" bigint;--> statement-breakpoint
ALTER TABLE "final_group_totals" ADD CONSTRAINT "final_group_totals_org_id_group_id_groups_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."groups"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "final_group_totals" ADD CONSTRAINT "final_group_totals_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "final_team_days" ADD CONSTRAINT "final_team_days_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "final_group_totals_member" ON "final_group_totals" USING btree ("org_id","member_id");--> statement-breakpoint
-- What closed boards show by today is what they keep from here on.
UPDATE "final_totals" f SET "base" = s.value FROM (
	SELECT p.org_id, p.period_kind, p.period_start, p.first, t.metric_id, t.member_id, sum(t.value)::bigint AS value
	FROM (
		SELECT c.org_id, c.period_kind, c.period_start, (c.period_start - n * k.step)::date AS start,
			(c.period_start - 3 * k.step)::date AS first
		FROM "closings" c CROSS JOIN generate_series(1, 3) n
		JOIN (VALUES ('day', interval '1 day'), ('week', interval '7 days'), ('month', interval '1 month'),
			('quarter', interval '3 months')) k(kind, step) ON k.kind = c.period_kind
	) p
	JOIN (
		SELECT org_id, metric_id, period_kind, period_start, member_id, value FROM "final_totals"
		UNION ALL
		SELECT org_id, metric_id, period_kind, period_start, member_id, value FROM "totals" l
		WHERE NOT EXISTS (SELECT FROM "closings" c WHERE c.org_id = l.org_id
			AND c.period_kind = l.period_kind AND c.period_start = l.period_start)
	) t ON t.org_id = p.org_id AND t.period_kind = p.period_kind AND t.period_start = p.start
	GROUP BY p.org_id, p.period_kind, p.period_start, p.first, t.metric_id, t.member_id
) s
WHERE s.value > 0 AND f.org_id = s.org_id AND f.period_kind = s.period_kind AND f.period_start = s.period_start
	AND f.metric_id = s.metric_id AND f.member_id = s.member_id
	AND (EXISTS (SELECT FROM "final_totals" t WHERE t.org_id = s.org_id AND t.member_id = s.member_id
			AND t.metric_id = s.metric_id AND t.period_kind = s.period_kind AND t.period_start <= s.first
			AND t.activities > 0)
		OR EXISTS (SELECT FROM "totals" t WHERE t.org_id = s.org_id AND t.member_id = s.member_id
			AND t.metric_id = s.metric_id AND t.period_kind = s.period_kind AND t.period_start <= s.first
			AND t.activities > 0 AND NOT EXISTS (SELECT FROM "closings" c WHERE c.org_id = t.org_id
				AND c.period_kind = t.period_kind AND c.period_start = t.period_start)));--> statement-breakpoint
INSERT INTO "final_group_totals" ("org_id", "group_id", "metric_id", "period_kind", "period_start", "member_id",
	"team_id", "value", "activities", "entries")
SELECT g.org_id, g.group_id, t.metric_id, c.period_kind, c.period_start, t.member_id, t.team_id,
	t.value, t.activities, t.entries
FROM "group_memberships" g
JOIN "closings" c ON c.org_id = g.org_id AND g.starts_on <= c.period_start
	AND coalesce(g.ends_on, 'infinity') >= c.period_end
JOIN "final_totals" t ON t.org_id = g.org_id AND t.member_id = g.member_id
	AND t.period_kind = c.period_kind AND t.period_start = c.period_start
	AND t.metric_id = '00000000-0000-0000-0000-000000000000'
UNION ALL
SELECT g.org_id, g.group_id, t.metric_id, c.period_kind, c.period_start, t.member_id, t.team_id,
	sum(t.value)::bigint, sum(t.activities)::int, sum(t.entries)::int
FROM "group_memberships" g
JOIN "closings" c ON c.org_id = g.org_id AND g.starts_on <= c.period_end
	AND coalesce(g.ends_on, 'infinity') >= c.period_start
JOIN "totals" t ON t.org_id = g.org_id AND t.member_id = g.member_id AND t.period_kind = 'day'
	AND t.metric_id = '00000000-0000-0000-0000-000000000000'
	AND t.period_start BETWEEN greatest(g.starts_on, c.period_start) AND least(g.ends_on, c.period_end)
WHERE NOT EXISTS (SELECT FROM "group_memberships" w WHERE w.org_id = g.org_id AND w.group_id = g.group_id
	AND w.member_id = g.member_id AND w.starts_on <= c.period_start
	AND coalesce(w.ends_on, 'infinity') >= c.period_end)
GROUP BY g.org_id, g.group_id, t.metric_id, c.period_kind, c.period_start, t.member_id, t.team_id
UNION ALL
SELECT g.org_id, g.group_id, a.metric_id, c.period_kind, c.period_start, a.member_id, a.team_id,
	sum(a.value)::bigint, sum(a.sign)::int, count(*)::int
FROM "group_memberships" g
JOIN "closings" c ON c.org_id = g.org_id AND g.starts_on <= c.period_end
	AND coalesce(g.ends_on, 'infinity') >= c.period_start
JOIN "activities" a ON a.org_id = g.org_id AND a.member_id = g.member_id AND a.position < c.position
	AND a.day BETWEEN greatest(g.starts_on, c.period_start) AND least(g.ends_on, c.period_end)
GROUP BY g.org_id, g.group_id, a.metric_id, c.period_kind, c.period_start, a.member_id, a.team_id;--> statement-breakpoint
INSERT INTO "final_team_days" ("org_id", "period_kind", "period_start", "team_id", "days")
SELECT c.org_id, c.period_kind, c.period_start, i.team_id,
	sum(least(i.ends_on, c.period_end) - greatest(i.starts_on, c.period_start) + 1)::int
FROM "closings" c
JOIN "team_memberships" i ON i.org_id = c.org_id AND i.starts_on <= c.period_end
	AND coalesce(i.ends_on, 'infinity') >= c.period_start
JOIN "members" m ON m.org_id = i.org_id AND m.id = i.member_id AND m.joined_at <= c.closed_at
GROUP BY c.org_id, c.period_kind, c.period_start, i.team_id;
