-- Who gave an agreement from a patient's space: the patient, or a representative. Absent: noted by a professional. Of agreements given before
-- this migration only the express ones are known to be the patient's, and only where nobody represents them.
ALTER TABLE autorisation ADD COLUMN given_by uuid;
UPDATE autorisation a SET given_by = d.titulaire FROM dossier d
  WHERE d.dossier_id = a.dossier_id AND a.express AND NOT EXISTS (SELECT FROM representation r WHERE r.dossier_id = a.dossier_id);
