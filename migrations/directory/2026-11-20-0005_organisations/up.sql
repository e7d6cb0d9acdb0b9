-- The tenants. Each has its own database, clinic_<slug>; the slug never changes.
CREATE TABLE IF NOT EXISTS organisations (
  id BINARY(16) NOT NULL PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  slug VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  server VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'default',
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'creating',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  UNIQUE KEY organisations_name (name),
  UNIQUE KEY organisations_slug (slug),
  CONSTRAINT organisations_status CHECK (status IN ('creating', 'active', 'suspended'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
