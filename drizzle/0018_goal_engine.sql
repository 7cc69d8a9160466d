CREATE TABLE "goal_results" (
	"org_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"value" bigint NOT NULL,
	"activities" integer NOT NULL,
	CONSTRAINT "goal_results_org_id_goal_id_member_id_pk" PRIMARY KEY("org_id","goal_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "goal_feeds" ADD COLUMN "crosses_at" bigint;--> statement-breakpoint
ALTER TABLE "goal_results" ADD CONSTRAINT "goal_results_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_results" ADD CONSTRAINT "goal_results_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Room on every page, so that a row that moves all day is updated in place.
ALTER TABLE "goal_progress" SET (fillfactor = 50);