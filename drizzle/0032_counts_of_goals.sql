CREATE TABLE "goal_counts" (
	"org_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "goal_counts_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"step" bigint NOT NULL,
	"at" timestamp with time zone,
	CONSTRAINT "goal_counts_org_id_goal_id_position_pk" PRIMARY KEY("org_id","goal_id","position")
);
--> statement-breakpoint
ALTER TABLE "goal_counts" ADD CONSTRAINT "goal_counts_org_id_goal_id_goals_org_id_id_fk" FOREIGN KEY ("org_id","goal_id") REFERENCES "public"."goals"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- When these were counted nobody has kept.
INSERT INTO "goal_counts" ("org_id", "goal_id", "step")
SELECT p."org_id", p."goal_id", p."value" - g."start_value"
FROM "goal_progress" p JOIN "goals" g ON g."org_id" = p."org_id" AND g."id" = p."goal_id"
WHERE g."measure" = 'goals' AND p."value" <> g."start_value";
