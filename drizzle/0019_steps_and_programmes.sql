CREATE TABLE "moment_people" (
	"org_id" uuid NOT NULL,
	"moment_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"share" bigint NOT NULL,
	CONSTRAINT "moment_people_org_id_moment_id_member_id_pk" PRIMARY KEY("org_id","moment_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "programme_answers" (
	"org_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"answer" text,
	"sentence" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "programme_answers_org_id_round_id_member_id_pk" PRIMARY KEY("org_id","round_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "programme_rounds" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"goal_id" uuid,
	"badge_id" uuid,
	"subject" text NOT NULL,
	"quarter" date NOT NULL,
	"ends_on" date NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"verdict" text,
	"decided_at" timestamp with time zone,
	"retires_on" date,
	"kept_by" uuid,
	"kept_why" text,
	"kept_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "programme_rounds_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "moment_people" ADD CONSTRAINT "moment_people_org_id_moment_id_moments_org_id_id_fk" FOREIGN KEY ("org_id","moment_id") REFERENCES "public"."moments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moment_people" ADD CONSTRAINT "moment_people_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_answers" ADD CONSTRAINT "programme_answers_org_id_round_id_programme_rounds_org_id_id_fk" FOREIGN KEY ("org_id","round_id") REFERENCES "public"."programme_rounds"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_answers" ADD CONSTRAINT "programme_answers_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_rounds" ADD CONSTRAINT "programme_rounds_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_rounds" ADD CONSTRAINT "programme_rounds_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_rounds" ADD CONSTRAINT "programme_rounds_org_id_badge_id_badges_org_id_id_fk" FOREIGN KEY ("org_id","badge_id") REFERENCES "public"."badges"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_rounds" ADD CONSTRAINT "programme_rounds_org_id_kept_by_members_org_id_id_fk" FOREIGN KEY ("org_id","kept_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moment_people_member" ON "moment_people" USING btree ("org_id","member_id");--> statement-breakpoint
CREATE INDEX "programme_answers_member" ON "programme_answers" USING btree ("org_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "programme_rounds_once" ON "programme_rounds" USING btree ("org_id","quarter","subject");