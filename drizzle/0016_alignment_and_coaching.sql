CREATE TABLE "kept_work" (
	"org_id" uuid NOT NULL,
	"whose" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"member_id" uuid,
	"team_id" uuid,
	"until" date NOT NULL,
	"why" text DEFAULT '' NOT NULL,
	"kept_by" uuid NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_work_org_id_whose_metric_id_pk" PRIMARY KEY("org_id","whose","metric_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"minutes" integer NOT NULL,
	"rhythm" text NOT NULL,
	"people" integer NOT NULL,
	"team_id" uuid,
	"goal_id" uuid,
	"kept_until" date,
	"kept_why" text DEFAULT '' NOT NULL,
	"kept_by" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meetings_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "meetings_size" CHECK (minutes > 0 and people > 0)
);
--> statement-breakpoint
CREATE TABLE "talking_points" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"request_id" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"outcome" text DEFAULT '' NOT NULL,
	CONSTRAINT "talking_points_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "kept_work" ADD CONSTRAINT "kept_work_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_work" ADD CONSTRAINT "kept_work_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_work" ADD CONSTRAINT "kept_work_org_id_metric_id_metrics_org_id_id_fk" FOREIGN KEY ("org_id","metric_id") REFERENCES "public"."metrics"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_work" ADD CONSTRAINT "kept_work_org_id_kept_by_members_org_id_id_fk" FOREIGN KEY ("org_id","kept_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_kept_by_members_org_id_id_fk" FOREIGN KEY ("org_id","kept_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_created_by_members_org_id_id_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_org_id_raised_by_members_org_id_id_fk" FOREIGN KEY ("org_id","raised_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_org_id_done_by_members_org_id_id_fk" FOREIGN KEY ("org_id","done_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meetings_team" ON "meetings" USING btree ("org_id","team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_once" ON "talking_points" USING btree ("org_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_open" ON "talking_points" USING btree ("org_id","member_id","kind","about") WHERE done_at is null and about <> '';--> statement-breakpoint
CREATE INDEX "talking_points_member" ON "talking_points" USING btree ("org_id","member_id","raised_at");