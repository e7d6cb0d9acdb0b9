-- Whose limits a session has (staff's are short), and which proof began it. One ALTER; the guard is for a step that was done but not noted.
SET @step = IF(
  EXISTS (SELECT 1 FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = 'sessions' AND column_name = 'kind'),
  'DO 0',
  'ALTER TABLE sessions
     ADD COLUMN kind VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''staff'',
     ADD COLUMN proof VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '''',
     ADD CONSTRAINT sessions_kind CHECK (kind IN (''visitor'', ''patient'', ''staff''))');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
