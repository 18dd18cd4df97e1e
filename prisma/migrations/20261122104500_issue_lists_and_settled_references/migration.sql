-- The file of all issues of a run, if there are more than are stored one by one.
ALTER TABLE "runs" ADD COLUMN "issue_list_key" TEXT;
CREATE INDEX "runs_issue_list" ON "runs" ("issue_list_key") WHERE "issue_list_key" IS NOT NULL;

-- A reference that named nothing, until a later run brought the record.
ALTER TABLE "run_issues" ADD COLUMN "settled_at" TIMESTAMPTZ(3);
ALTER TABLE "run_issues" ADD COLUMN "settled_by_run_id" UUID;
