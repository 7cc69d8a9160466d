CREATE TABLE "goal_changes" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" uuid,
	"at" timestamp with time zone NOT NULL,
	"says" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "goal_changes_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "goal_feeds" (
	"org_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"metric_id" uuid NOT NULL,
	"feeder" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"segment" text,
	"at_least" bigint,
	"is_open" boolean NOT NULL,
	CONSTRAINT "goal_feeds_org_id_goal_id_feeder_starts_on_pk" PRIMARY KEY("org_id","goal_id","feeder","starts_on")
);
--> statement-breakpoint
CREATE TABLE "goal_helps" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"sentence" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "goal_helps_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "goal_offers" (
	"org_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "goal_offers_org_id_goal_id_pk" PRIMARY KEY("org_id","goal_id")
);
--> statement-breakpoint
CREATE TABLE "goal_people" (
	"org_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "goal_people_org_id_goal_id_member_id_starts_on_pk" PRIMARY KEY("org_id","goal_id","member_id","starts_on")
);
--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "segment" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "at_least" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "start_value" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "second_target" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "third_target" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "commit_from" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "commit_to" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "is_open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "agreed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "agreed_by" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "declined_why" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "closed_by" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "learned" text;--> statement-breakpoint
ALTER TABLE "goal_changes" ADD CONSTRAINT "goal_changes_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_feeds" ADD CONSTRAINT "goal_feeds_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_helps" ADD CONSTRAINT "goal_helps_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_helps" ADD CONSTRAINT "goal_helps_org_id_from_id_members_org_id_id_fk" FOREIGN KEY ("org_id","from_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_helps" ADD CONSTRAINT "goal_helps_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_offers" ADD CONSTRAINT "goal_offers_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_people" ADD CONSTRAINT "goal_people_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_people" ADD CONSTRAINT "goal_people_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "goal_changes_goal" ON "goal_changes" USING btree ("org_id","goal_id","at");--> statement-breakpoint
CREATE INDEX "goal_feeds_open" ON "goal_feeds" USING btree ("org_id","metric_id","feeder","ends_on") WHERE is_open;--> statement-breakpoint
CREATE INDEX "goal_helps_member" ON "goal_helps" USING btree ("org_id","member_id");--> statement-breakpoint
CREATE INDEX "goal_people_member" ON "goal_people" USING btree ("org_id","member_id");--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_org_id_owner_id_members_org_id_id_fk" FOREIGN KEY ("org_id","owner_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "goals_parent" ON "goals" USING btree ("org_id","parent_id");--> statement-breakpoint
CREATE INDEX "goals_member" ON "goals" USING btree ("org_id","member_id");--> statement-breakpoint
UPDATE "goals" SET "owner_id" = coalesce("member_id", "created_by"), "agreed_at" = "created_at", "agreed_by" = coalesce("member_id", "created_by"), "is_open" = false;--> statement-breakpoint
INSERT INTO "goal_feeds" ("org_id", "goal_id", "metric_id", "feeder", "starts_on", "ends_on", "is_open") SELECT "org_id", "id", "metric_id", coalesce("member_id", "team_id", '00000000-0000-0000-0000-000000000000'), "starts_on", "ends_on", "closed_at" is null FROM "goals" WHERE "measure" = 'metric' AND "metric_id" is not null;
