-- A version that runs beside the one in use, over every delivery, without effect.
ALTER TABLE "templates" ADD COLUMN "shadow_version" INTEGER;
ALTER TABLE "templates" ADD COLUMN "shadow_since" TIMESTAMPTZ(3);
ALTER TABLE "templates" ADD CONSTRAINT "templates_shadow_is_another" CHECK ("shadow_version" <> "current_version");

-- One shadow run of a delivery and version.
CREATE UNIQUE INDEX "runs_one_shadow" ON "runs" ("compared_delivery_id", "template_version") WHERE "purpose" = 'shadow';
