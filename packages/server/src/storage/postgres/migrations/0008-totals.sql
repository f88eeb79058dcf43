-- Counting a record of ten thousand documents without reading their rows, most of which are sealed: everything that decides who sees a
-- document stands in this index. An index entry has a size limit, and a document any number of authors: those of many authors, who are few,
-- are counted from their rows.
CREATE INDEX document_entry_totals ON document_entry (dossier_id, status, type_code)
  INCLUDE (masque_ps, invisible_patient, invisible_representants, depositor, logical_id, author_ids) WHERE is_current AND cardinality(author_ids) <= 8;
CREATE INDEX document_entry_many_authors ON document_entry (dossier_id) WHERE is_current AND cardinality(author_ids) > 8;
