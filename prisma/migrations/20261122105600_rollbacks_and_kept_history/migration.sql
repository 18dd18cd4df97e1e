-- An undo is a run of its own, of another run.
ALTER TABLE "runs" ADD COLUMN "rolls_back_run_id" UUID;
ALTER TABLE "runs" ADD COLUMN "requested_by" TEXT;
ALTER TABLE "runs" ADD CONSTRAINT "runs_rolls_back_run_id_fkey" FOREIGN KEY ("rolls_back_run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "runs_rolls_back_run_id_idx" ON "runs"("rolls_back_run_id");

-- A run belongs to a delivery, to a job, or to the run it undoes.
ALTER TABLE "runs" DROP CONSTRAINT "runs_one_origin";
ALTER TABLE "runs" ADD CONSTRAINT "runs_one_origin" CHECK (
  ("purpose" = 'delivery') = ("delivery_id" IS NOT NULL)
  AND ("purpose" = 'rollback') = ("rolls_back_run_id" IS NOT NULL)
  AND ("purpose" IN ('delivery', 'rollback')) <> ("job_id" IS NOT NULL)
);

-- One undo of a run at a time.
CREATE UNIQUE INDEX "runs_one_rollback" ON "runs" ("rolls_back_run_id") WHERE "finished_at" IS NULL;

-- When a run was first seen to be older than history is kept, and when its history was destroyed.
ALTER TABLE "runs" ADD COLUMN "history_due_at" TIMESTAMPTZ(3);
ALTER TABLE "runs" ADD COLUMN "history_gone_at" TIMESTAMPTZ(3);
CREATE INDEX "runs_history" ON "runs" ("finished_at") WHERE "history_gone_at" IS NULL AND "state" IN ('applied', 'rolled-back');
