ALTER TABLE "meetings" ADD COLUMN "off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "off_by" uuid;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_org_id_off_by_members_org_id_id_fk" FOREIGN KEY ("org_id","off_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;