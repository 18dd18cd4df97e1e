-- What a run has settled is open again when the run is undone.
CREATE INDEX "run_issues_settled_by" ON "run_issues" ("settled_by_run_id") WHERE "settled_by_run_id" IS NOT NULL;
