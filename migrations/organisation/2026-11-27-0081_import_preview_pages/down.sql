DROP TABLE import_preview_pages;
