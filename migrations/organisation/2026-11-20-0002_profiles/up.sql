-- A person known to the organisation. user_id is a directory user: many profiles may share one, a walk-in child may have none.
CREATE TABLE IF NOT EXISTS profiles (
  id BINARY(16) NOT NULL PRIMARY KEY,
  user_id BINARY(16) NULL,
  full_name VARCHAR(120) NOT NULL,
  sex VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'unknown',
  born_on DATE NULL,
  born_on_estimated BOOLEAN NOT NULL DEFAULT FALSE,
  phone VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NULL,
  address VARCHAR(255) NOT NULL DEFAULT '',
  city VARCHAR(80) NOT NULL DEFAULT '',
  pincode VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  relation VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'self',
  language VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'en',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  deleted_at DATETIME(6) NULL,
  KEY profiles_user (user_id),
  KEY profiles_phone (phone),
  KEY profiles_birth (born_on),
  CONSTRAINT profiles_sex CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  CONSTRAINT profiles_relation CHECK (relation IN ('self', 'spouse', 'child', 'parent', 'sibling', 'other'))
)
DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
