-- How the columns of a run's files differ from those of its template.
ALTER TABLE "runs" ADD COLUMN "column_changes" JSONB NOT NULL DEFAULT '[]';
