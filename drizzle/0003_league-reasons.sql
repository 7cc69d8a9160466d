ALTER TABLE "league_places" ALTER COLUMN "trailing" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "league_places" ADD COLUMN "reason" text NOT NULL;--> statement-breakpoint
ALTER TABLE "league_places" ADD COLUMN "of_before" integer;--> statement-breakpoint
ALTER TABLE "league_places" ADD COLUMN "value_before" bigint;--> statement-breakpoint
ALTER TABLE "league_places" ADD COLUMN "crossed" integer;