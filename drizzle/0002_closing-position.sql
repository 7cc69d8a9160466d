ALTER TABLE "closings" ADD COLUMN "period_end" date NOT NULL;--> statement-breakpoint
ALTER TABLE "closings" ADD COLUMN "position" bigint NOT NULL;