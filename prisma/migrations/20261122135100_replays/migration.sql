-- A replay reads a kept delivery, or a job's sample, with an edited template beside the version it is compared with.
ALTER TABLE "runs" ADD COLUMN "compared_delivery_id" UUID;
ALTER TABLE "runs" ADD COLUMN "compared_version" INTEGER;
ALTER TABLE "runs" ADD COLUMN "comparison" JSONB;
ALTER TABLE "runs" ADD CONSTRAINT "runs_compared_delivery_id_fkey" FOREIGN KEY ("compared_delivery_id") REFERENCES "deliveries"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "runs_compared_delivery_id_idx" ON "runs"("compared_delivery_id");

-- A run belongs to a delivery, to a job, to the run it undoes, or to what it reads once more.
ALTER TABLE "runs" DROP CONSTRAINT "runs_one_origin";
ALTER TABLE "runs" ADD CONSTRAINT "runs_one_origin" CHECK (
  ("purpose" = 'delivery') = ("delivery_id" IS NOT NULL)
  AND ("purpose" = 'rollback') = ("rolls_back_run_id" IS NOT NULL)
  AND ("purpose" IN ('replay', 'shadow')) = ("compared_version" IS NOT NULL)
  AND CASE
    WHEN "purpose" IN ('delivery', 'rollback') THEN "job_id" IS NULL AND "compared_delivery_id" IS NULL
    WHEN "purpose" = 'shadow' THEN "job_id" IS NULL
    WHEN "purpose" = 'replay' THEN TRUE
    ELSE "job_id" IS NOT NULL AND "compared_delivery_id" IS NULL
  END
);

-- The rows and records for which an edited template says something else than the version it is compared with.
CREATE TABLE "run_differences" (
    "run_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "import_type" TEXT NOT NULL,
    "line" INTEGER,
    "key" JSONB NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reasons" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "run_differences_pkey" PRIMARY KEY ("run_id","sequence")
);
CREATE INDEX "run_differences_kind" ON "run_differences" ("run_id", "kind", "sequence");
ALTER TABLE "run_differences" ADD CONSTRAINT "run_differences_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The replay a version was saved after.
ALTER TABLE "template_versions" ADD COLUMN "replay_run_id" UUID;
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_replay_run_id_fkey" FOREIGN KEY ("replay_run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;
