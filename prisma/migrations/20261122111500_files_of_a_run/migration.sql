-- What each file of a bundle counted.
ALTER TABLE "runs" ADD COLUMN "files" JSONB NOT NULL DEFAULT '[]';
