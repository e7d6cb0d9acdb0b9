//! Tests of src/admin/, path for path.
