CREATE TABLE "group_memberships" (
	"org_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "group_memberships_org_id_group_id_member_id_starts_on_pk" PRIMARY KEY("org_id","group_id","member_id","starts_on")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "groups_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_changes" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"effective_from" date,
	CONSTRAINT "rule_changes_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "guarded_scores" (
	"org_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"day" date NOT NULL,
	"member_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"scored" bigint NOT NULL,
	CONSTRAINT "guarded_scores_org_id_member_id_metric_id_day_team_id_pk" PRIMARY KEY("org_id","member_id","metric_id","day","team_id")
);
--> statement-breakpoint
CREATE TABLE "name_mappings" (
	"org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"member_id" uuid,
	"metric_id" uuid,
	"mapped_by" uuid,
	"mapped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "name_mappings_org_id_kind_name_pk" PRIMARY KEY("org_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "closings" (
	"org_id" uuid NOT NULL,
	"period_kind" text NOT NULL,
	"period_start" date NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "closings_org_id_period_kind_period_start_pk" PRIMARY KEY("org_id","period_kind","period_start")
);
--> statement-breakpoint
CREATE TABLE "final_totals" (
	"org_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"period_kind" text NOT NULL,
	"period_start" date NOT NULL,
	"member_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"value" bigint NOT NULL,
	"activities" integer NOT NULL,
	"entries" integer NOT NULL,
	CONSTRAINT "final_totals_org_id_metric_id_period_kind_period_start_member_id_team_id_pk" PRIMARY KEY("org_id","metric_id","period_kind","period_start","member_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "league_absences" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "league_absences_org_id_member_id_pk" PRIMARY KEY("org_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "league_places" (
	"org_id" uuid NOT NULL,
	"season" text NOT NULL,
	"starts_on" date NOT NULL,
	"member_id" uuid NOT NULL,
	"league" integer NOT NULL,
	"moved" text NOT NULL,
	"trailing" bigint NOT NULL,
	"rank_before" integer,
	"league_before" integer,
	"left_at" timestamp with time zone,
	CONSTRAINT "league_places_org_id_season_starts_on_member_id_pk" PRIMARY KEY("org_id","season","starts_on","member_id")
);
--> statement-breakpoint
CREATE TABLE "league_rules" (
	"org_id" uuid NOT NULL,
	"plays" boolean NOT NULL,
	"metric_id" uuid NOT NULL,
	"season" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "league_rules_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
CREATE TABLE "league_seasons" (
	"org_id" uuid NOT NULL,
	"season" text NOT NULL,
	"starts_on" date NOT NULL,
	"metric_id" uuid NOT NULL,
	"size" integer NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "league_seasons_org_id_season_starts_on_pk" PRIMARY KEY("org_id","season","starts_on")
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"member_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seen" jsonb NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"looked_at_by" uuid,
	"looked_at" timestamp with time zone,
	CONSTRAINT "flags_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"sentence" text NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"answer" text,
	"reason" text,
	CONSTRAINT "questions_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"period_kind" text NOT NULL,
	"effective_from" date NOT NULL,
	"value" bigint,
	"set_by" uuid,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "targets_org_id_metric_id_period_kind_member_id_effective_from_pk" PRIMARY KEY("org_id","metric_id","period_kind","member_id","effective_from")
);
--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "replaces_id" uuid;--> statement-breakpoint
ALTER TABLE "metric_rules" ADD COLUMN "guardrail_allows" bigint;--> statement-breakpoint
ALTER TABLE "metric_rules" ADD COLUMN "guardrail_per" bigint;--> statement-breakpoint
ALTER TABLE "metric_rules" ADD COLUMN "guardrail_window" text;--> statement-breakpoint
ALTER TABLE "group_memberships" ADD CONSTRAINT "group_memberships_org_id_group_id_groups_org_id_id_fk" FOREIGN KEY ("org_id","group_id") REFERENCES "public"."groups"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_memberships" ADD CONSTRAINT "group_memberships_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_changes" ADD CONSTRAINT "rule_changes_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guarded_scores" ADD CONSTRAINT "guarded_scores_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_mappings" ADD CONSTRAINT "name_mappings_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_mappings" ADD CONSTRAINT "name_mappings_org_id_metric_id_metrics_org_id_id_fk" FOREIGN KEY ("org_id","metric_id") REFERENCES "public"."metrics"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "final_totals" ADD CONSTRAINT "final_totals_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "league_absences" ADD CONSTRAINT "league_absences_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "league_places" ADD CONSTRAINT "league_places_org_id_season_starts_on_league_seasons_org_id_season_starts_on_fk" FOREIGN KEY ("org_id","season","starts_on") REFERENCES "public"."league_seasons"("org_id","season","starts_on") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "league_places" ADD CONSTRAINT "league_places_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "league_rules" ADD CONSTRAINT "league_rules_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "league_seasons" ADD CONSTRAINT "league_seasons_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_org_id_activity_id_activities_org_id_id_fk" FOREIGN KEY ("org_id","activity_id") REFERENCES "public"."activities"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_org_id_asked_by_members_org_id_id_fk" FOREIGN KEY ("org_id","asked_by") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_key" ON "groups" USING btree ("org_id","key");--> statement-breakpoint
CREATE INDEX "rule_changes_at" ON "rule_changes" USING btree ("org_id","at");--> statement-breakpoint
CREATE INDEX "final_totals_member" ON "final_totals" USING btree ("org_id","member_id","metric_id","period_kind");--> statement-breakpoint
CREATE INDEX "league_places_member" ON "league_places" USING btree ("org_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flags_once" ON "flags" USING btree ("org_id","kind","member_id","metric_id","day");--> statement-breakpoint
CREATE INDEX "questions_activity" ON "questions" USING btree ("org_id","activity_id");