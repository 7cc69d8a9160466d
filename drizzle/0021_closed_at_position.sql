ALTER TABLE "goals" ADD COLUMN "closed_position" bigint;--> statement-breakpoint
UPDATE "goals" g SET "closed_position" = (
	SELECT coalesce(max(a."position"), 0) + 1 FROM "activities" a
	WHERE a."org_id" = g."org_id" AND a."recorded_at" <= g."closed_at"
) WHERE g."closed_at" IS NOT NULL;
