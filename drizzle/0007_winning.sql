CREATE TABLE "credentials" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"award_id" uuid NOT NULL,
	"status_index" integer NOT NULL,
	"token" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "credentials_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"org_id" uuid NOT NULL,
	"id" text NOT NULL,
	"private_key" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "signing_keys_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "days_off" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	CONSTRAINT "days_off_org_id_member_id_starts_on_pk" PRIMARY KEY("org_id","member_id","starts_on")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"body" "bytea" NOT NULL,
	"digest" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pictures_org_id_member_id_pk" PRIMARY KEY("org_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"hide_from_tv" boolean DEFAULT false NOT NULL,
	"hide_from_feed" boolean DEFAULT false NOT NULL,
	"quiet_from" smallint DEFAULT 1140 NOT NULL,
	"quiet_until" smallint DEFAULT 450 NOT NULL,
	"on_call_until" timestamp with time zone,
	"is_muted" boolean DEFAULT false NOT NULL,
	"volume" smallint DEFAULT 60 NOT NULL,
	"sound" text DEFAULT 'bell' NOT NULL,
	CONSTRAINT "preferences_org_id_member_id_pk" PRIMARY KEY("org_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "coaching_lines" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"moment_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"words" text NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "coaching_lines_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"moment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"words" text NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "comments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "moment_activities" (
	"org_id" uuid NOT NULL,
	"moment_id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	CONSTRAINT "moment_activities_org_id_moment_id_activity_id_pk" PRIMARY KEY("org_id","moment_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "moment_failures" (
	"org_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"cause" text NOT NULL,
	"tries" integer NOT NULL,
	"error" text NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "moment_failures_org_id_rule_cause_pk" PRIMARY KEY("org_id","rule","cause")
);
--> statement-breakpoint
CREATE TABLE "moment_rules" (
	"org_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"is_on" boolean NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"per_day" smallint NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "moment_rules_org_id_rule_pk" PRIMARY KEY("org_id","rule")
);
--> statement-breakpoint
CREATE TABLE "own_sounds" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"body" "bytea" NOT NULL,
	"lasts" integer NOT NULL,
	"digest" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "own_sounds_org_id_member_id_pk" PRIMARY KEY("org_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "recognition_rules" (
	"org_id" uuid NOT NULL,
	"badges_a_week" smallint NOT NULL,
	"huddle_days" smallint[] DEFAULT '{}' NOT NULL,
	"huddle_at" smallint DEFAULT 540 NOT NULL,
	CONSTRAINT "recognition_rules_org_id_pk" PRIMARY KEY("org_id")
);
--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "tier" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "badges" ADD COLUMN "rule" jsonb;--> statement-breakpoint
ALTER TABLE "badges" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "badges" ADD COLUMN "changed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "workdays" smallint[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "moments" ADD COLUMN "rules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "moment_id" uuid;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "activity_id" uuid;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "said_at" timestamp with time zone;--> statement-breakpoint
UPDATE "recognitions" SET "said_at" = "at";--> statement-breakpoint
ALTER TABLE "recognitions" ALTER COLUMN "said_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_org_id_award_id_awards_org_id_id_fk" FOREIGN KEY ("org_id","award_id") REFERENCES "public"."awards"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "days_off" ADD CONSTRAINT "days_off_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_lines" ADD CONSTRAINT "coaching_lines_org_id_moment_id_moments_org_id_id_fk" FOREIGN KEY ("org_id","moment_id") REFERENCES "public"."moments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coaching_lines" ADD CONSTRAINT "coaching_lines_org_id_from_id_members_org_id_id_fk" FOREIGN KEY ("org_id","from_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_org_id_moment_id_moments_org_id_id_fk" FOREIGN KEY ("org_id","moment_id") REFERENCES "public"."moments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_activities" ADD CONSTRAINT "moment_activities_org_id_moment_id_moments_org_id_id_fk" FOREIGN KEY ("org_id","moment_id") REFERENCES "public"."moments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_activities" ADD CONSTRAINT "moment_activities_org_id_activity_id_activities_org_id_id_fk" FOREIGN KEY ("org_id","activity_id") REFERENCES "public"."activities"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_failures" ADD CONSTRAINT "moment_failures_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_rules" ADD CONSTRAINT "moment_rules_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_sounds" ADD CONSTRAINT "own_sounds_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognition_rules" ADD CONSTRAINT "recognition_rules_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_award" ON "credentials" USING btree ("org_id","award_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_status" ON "credentials" USING btree ("org_id","status_index");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_public" ON "credentials" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "coaching_lines_once" ON "coaching_lines" USING btree ("org_id","request_id");--> statement-breakpoint
CREATE INDEX "coaching_lines_moment" ON "coaching_lines" USING btree ("org_id","moment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_once" ON "comments" USING btree ("org_id","request_id");--> statement-breakpoint
CREATE INDEX "comments_moment" ON "comments" USING btree ("org_id","moment_id","at");--> statement-breakpoint
CREATE INDEX "moment_activities_activity" ON "moment_activities" USING btree ("org_id","activity_id");--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_org_id_activity_id_activities_org_id_id_fk" FOREIGN KEY ("org_id","activity_id") REFERENCES "public"."activities"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recognitions_from" ON "recognitions" USING btree ("org_id","from_id","at");