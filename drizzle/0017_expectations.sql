CREATE TABLE "expectation_cards" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"request_id" text NOT NULL,
	"acknowledged_at" timestamp with time zone,
	CONSTRAINT "expectation_cards_org_id_member_id_version_pk" PRIMARY KEY("org_id","member_id","version")
);
--> statement-breakpoint
CREATE TABLE "expectation_words" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"line_id" uuid,
	"sentence" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"request_id" text NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	CONSTRAINT "expectation_words_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "expectations" (
	"org_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"position" smallint NOT NULL,
	"line_id" uuid NOT NULL,
	"title" text NOT NULL,
	"means" text NOT NULL,
	"metric_id" uuid,
	"target" bigint,
	"in_words" text DEFAULT '' NOT NULL,
	"every" text,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"if_met" text NOT NULL,
	"if_missed" text NOT NULL,
	"goal_id" uuid,
	CONSTRAINT "expectations_org_id_member_id_version_position_pk" PRIMARY KEY("org_id","member_id","version","position")
);
--> statement-breakpoint
ALTER TABLE "expectation_cards" ADD CONSTRAINT "expectation_cards_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectation_cards" ADD CONSTRAINT "expectation_cards_org_id_written_by_members_org_id_id_fk" FOREIGN KEY ("org_id","written_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectation_words" ADD CONSTRAINT "expectation_words_org_id_member_id_version_expectation_cards_org_id_member_id_version_fk" FOREIGN KEY ("org_id","member_id","version") REFERENCES "public"."expectation_cards"("org_id","member_id","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectation_words" ADD CONSTRAINT "expectation_words_org_id_settled_by_members_org_id_id_fk" FOREIGN KEY ("org_id","settled_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_org_id_member_id_version_expectation_cards_org_id_member_id_version_fk" FOREIGN KEY ("org_id","member_id","version") REFERENCES "public"."expectation_cards"("org_id","member_id","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expectations" ADD CONSTRAINT "expectations_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "expectation_cards_once" ON "expectation_cards" USING btree ("org_id","request_id");--> statement-breakpoint
CREATE INDEX "expectation_words_card" ON "expectation_words" USING btree ("org_id","member_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "expectation_words_once" ON "expectation_words" USING btree ("org_id","request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "expectation_words_open" ON "expectation_words" USING btree ("org_id","member_id") WHERE settled_at is null;