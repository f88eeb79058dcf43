// The elements of the FHIR R4 (4.0.1) types this door reads and writes, in the order XML wants them: `name=type`, `name*=type` where it repeats.
// Taken from the published StructureDefinitions (HL7, CC0); a type that is a path is the element's own.

export const elementsOfType: Readonly<Record<string, string>> = {
  'Element': 'id=string extension*=Extension',
  'Address':
    'id=string extension*=Extension use=code type=code text=string line*=string city=string district=string state=string postalCode=string country=string period=Period',
  'Age': 'id=string extension*=Extension value=decimal comparator=code unit=string system=uri code=code',
  'AllergyIntolerance':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier clinicalStatus=CodeableConcept verificationStatus=CodeableConcept type=code category*=code criticality=code code=CodeableConcept patient=Reference encounter=Reference onsetDateTime=dateTime onsetAge=Age onsetPeriod=Period onsetRange=Range onsetString=string recordedDate=dateTime recorder=Reference asserter=Reference lastOccurrence=dateTime note*=Annotation reaction*=AllergyIntolerance.reaction',
  'AllergyIntolerance.reaction':
    'id=string extension*=Extension modifierExtension*=Extension substance=CodeableConcept manifestation*=CodeableConcept description=string onset=dateTime severity=code exposureRoute=CodeableConcept note*=Annotation',
  'Annotation': 'id=string extension*=Extension authorReference=Reference authorString=string time=dateTime text=markdown',
  'Attachment':
    'id=string extension*=Extension contentType=code language=code data=base64Binary url=url size=unsignedInt hash=base64Binary title=string creation=dateTime',
  'AuditEvent':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension type=Coding subtype*=Coding action=code period=Period recorded=instant outcome=code outcomeDesc=string purposeOfEvent*=CodeableConcept agent*=AuditEvent.agent source=AuditEvent.source entity*=AuditEvent.entity',
  'AuditEvent.agent':
    'id=string extension*=Extension modifierExtension*=Extension type=CodeableConcept role*=CodeableConcept who=Reference altId=string name=string requestor=boolean location=Reference policy*=uri media=Coding network=AuditEvent.agent.network purposeOfUse*=CodeableConcept',
  'AuditEvent.agent.network': 'id=string extension*=Extension modifierExtension*=Extension address=string type=code',
  'AuditEvent.entity':
    'id=string extension*=Extension modifierExtension*=Extension what=Reference type=Coding role=Coding lifecycle=Coding securityLabel*=Coding name=string description=string query=base64Binary detail*=AuditEvent.entity.detail',
  'AuditEvent.entity.detail': 'id=string extension*=Extension modifierExtension*=Extension type=string valueString=string valueBase64Binary=base64Binary',
  'AuditEvent.source': 'id=string extension*=Extension modifierExtension*=Extension site=string observer=Reference type*=Coding',
  'Binary': 'id=string meta=Meta implicitRules=uri language=code contentType=code securityContext=Reference data=base64Binary url=url',
  'Bundle':
    'id=string meta=Meta implicitRules=uri language=code identifier=Identifier type=code timestamp=instant total=unsignedInt link*=Bundle.link entry*=Bundle.entry signature=Signature',
  'Bundle.entry':
    'id=string extension*=Extension modifierExtension*=Extension link*=Bundle.link fullUrl=uri resource=Resource search=Bundle.entry.search request=Bundle.entry.request response=Bundle.entry.response',
  'Bundle.entry.request':
    'id=string extension*=Extension modifierExtension*=Extension method=code url=uri ifNoneMatch=string ifModifiedSince=instant ifMatch=string ifNoneExist=string',
  'Bundle.entry.response':
    'id=string extension*=Extension modifierExtension*=Extension status=string location=uri etag=string lastModified=instant outcome=OperationOutcome',
  'Bundle.entry.search': 'id=string extension*=Extension modifierExtension*=Extension mode=code score=decimal',
  'Bundle.link': 'id=string extension*=Extension modifierExtension*=Extension relation=string url=uri',
  'CapabilityStatement':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension url=uri version=string name=string title=string status=code experimental=boolean date=dateTime publisher=string contact*=ContactDetail description=markdown useContext*=UsageContext jurisdiction*=CodeableConcept purpose=markdown copyright=markdown kind=code instantiates*=canonical imports*=canonical software=CapabilityStatement.software implementation=CapabilityStatement.implementation fhirVersion=code format*=code patchFormat*=code implementationGuide*=canonical rest*=CapabilityStatement.rest messaging*=CapabilityStatement.messaging document*=CapabilityStatement.document',
  'CapabilityStatement.document': 'id=string extension*=Extension modifierExtension*=Extension mode=code documentation=markdown profile=canonical',
  'CapabilityStatement.implementation': 'id=string extension*=Extension modifierExtension*=Extension description=string url=url custodian=Reference',
  'CapabilityStatement.messaging':
    'id=string extension*=Extension modifierExtension*=Extension endpoint*=CapabilityStatement.messaging.endpoint reliableCache=unsignedInt documentation=markdown supportedMessage*=CapabilityStatement.messaging.supportedMessage',
  'CapabilityStatement.messaging.endpoint': 'id=string extension*=Extension modifierExtension*=Extension protocol=Coding address=url',
  'CapabilityStatement.messaging.supportedMessage': 'id=string extension*=Extension modifierExtension*=Extension mode=code definition=canonical',
  'CapabilityStatement.rest':
    'id=string extension*=Extension modifierExtension*=Extension mode=code documentation=markdown security=CapabilityStatement.rest.security resource*=CapabilityStatement.rest.resource interaction*=CapabilityStatement.rest.interaction searchParam*=CapabilityStatement.rest.resource.searchParam operation*=CapabilityStatement.rest.resource.operation compartment*=canonical',
  'CapabilityStatement.rest.interaction': 'id=string extension*=Extension modifierExtension*=Extension code=code documentation=markdown',
  'CapabilityStatement.rest.resource':
    'id=string extension*=Extension modifierExtension*=Extension type=code profile=canonical supportedProfile*=canonical documentation=markdown interaction*=CapabilityStatement.rest.resource.interaction versioning=code readHistory=boolean updateCreate=boolean conditionalCreate=boolean conditionalRead=code conditionalUpdate=boolean conditionalDelete=code referencePolicy*=code searchInclude*=string searchRevInclude*=string searchParam*=CapabilityStatement.rest.resource.searchParam operation*=CapabilityStatement.rest.resource.operation',
  'CapabilityStatement.rest.resource.interaction': 'id=string extension*=Extension modifierExtension*=Extension code=code documentation=markdown',
  'CapabilityStatement.rest.resource.operation':
    'id=string extension*=Extension modifierExtension*=Extension name=string definition=canonical documentation=markdown',
  'CapabilityStatement.rest.resource.searchParam':
    'id=string extension*=Extension modifierExtension*=Extension name=string definition=canonical type=code documentation=markdown',
  'CapabilityStatement.rest.security': 'id=string extension*=Extension modifierExtension*=Extension cors=boolean service*=CodeableConcept description=markdown',
  'CapabilityStatement.software': 'id=string extension*=Extension modifierExtension*=Extension name=string version=string releaseDate=dateTime',
  'CodeableConcept': 'id=string extension*=Extension coding*=Coding text=string',
  'Coding': 'id=string extension*=Extension system=uri version=string code=code display=string userSelected=boolean',
  'Composition':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier=Identifier status=code type=CodeableConcept category*=CodeableConcept subject=Reference encounter=Reference date=dateTime author*=Reference title=string confidentiality=code attester*=Composition.attester custodian=Reference relatesTo*=Composition.relatesTo event*=Composition.event section*=Composition.section',
  'Composition.attester': 'id=string extension*=Extension modifierExtension*=Extension mode=code time=dateTime party=Reference',
  'Composition.event': 'id=string extension*=Extension modifierExtension*=Extension code*=CodeableConcept period=Period detail*=Reference',
  'Composition.relatesTo': 'id=string extension*=Extension modifierExtension*=Extension code=code targetIdentifier=Identifier targetReference=Reference',
  'Composition.section':
    'id=string extension*=Extension modifierExtension*=Extension title=string code=CodeableConcept author*=Reference focus=Reference text=Narrative mode=code orderedBy=CodeableConcept entry*=Reference emptyReason=CodeableConcept section*=Composition.section',
  'Condition':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier clinicalStatus=CodeableConcept verificationStatus=CodeableConcept category*=CodeableConcept severity=CodeableConcept code=CodeableConcept bodySite*=CodeableConcept subject=Reference encounter=Reference onsetDateTime=dateTime onsetAge=Age onsetPeriod=Period onsetRange=Range onsetString=string abatementDateTime=dateTime abatementAge=Age abatementPeriod=Period abatementRange=Range abatementString=string recordedDate=dateTime recorder=Reference asserter=Reference stage*=Condition.stage evidence*=Condition.evidence note*=Annotation',
  'Condition.evidence': 'id=string extension*=Extension modifierExtension*=Extension code*=CodeableConcept detail*=Reference',
  'Condition.stage': 'id=string extension*=Extension modifierExtension*=Extension summary=CodeableConcept assessment*=Reference type=CodeableConcept',
  'Consent':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier status=code scope=CodeableConcept category*=CodeableConcept patient=Reference dateTime=dateTime performer*=Reference organization*=Reference sourceAttachment=Attachment sourceReference=Reference policy*=Consent.policy policyRule=CodeableConcept verification*=Consent.verification provision=Consent.provision',
  'Consent.policy': 'id=string extension*=Extension modifierExtension*=Extension authority=uri uri=uri',
  'Consent.provision':
    'id=string extension*=Extension modifierExtension*=Extension type=code period=Period actor*=Consent.provision.actor action*=CodeableConcept securityLabel*=Coding purpose*=Coding class*=Coding code*=CodeableConcept dataPeriod=Period data*=Consent.provision.data provision*=Consent.provision',
  'Consent.provision.actor': 'id=string extension*=Extension modifierExtension*=Extension role=CodeableConcept reference=Reference',
  'Consent.provision.data': 'id=string extension*=Extension modifierExtension*=Extension meaning=code reference=Reference',
  'Consent.verification': 'id=string extension*=Extension modifierExtension*=Extension verified=boolean verifiedWith=Reference verificationDate=dateTime',
  'ContactDetail': 'id=string extension*=Extension name=string telecom*=ContactPoint',
  'ContactPoint': 'id=string extension*=Extension system=code value=string use=code rank=positiveInt period=Period',
  'Contributor': 'id=string extension*=Extension type=code name=string contact*=ContactDetail',
  'Count': 'id=string extension*=Extension value=decimal comparator=code unit=string system=uri code=code',
  'DataRequirement':
    'id=string extension*=Extension type=code profile*=canonical subjectCodeableConcept=CodeableConcept subjectReference=Reference mustSupport*=string codeFilter*=DataRequirement.codeFilter dateFilter*=DataRequirement.dateFilter limit=positiveInt sort*=DataRequirement.sort',
  'DataRequirement.codeFilter': 'id=string extension*=Extension path=string searchParam=string valueSet=canonical code*=Coding',
  'DataRequirement.dateFilter':
    'id=string extension*=Extension path=string searchParam=string valueDateTime=dateTime valuePeriod=Period valueDuration=Duration',
  'DataRequirement.sort': 'id=string extension*=Extension path=string direction=code',
  'Device':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier definition=Reference udiCarrier*=Device.udiCarrier status=code statusReason*=CodeableConcept distinctIdentifier=string manufacturer=string manufactureDate=dateTime expirationDate=dateTime lotNumber=string serialNumber=string deviceName*=Device.deviceName modelNumber=string partNumber=string type=CodeableConcept specialization*=Device.specialization version*=Device.version property*=Device.property patient=Reference owner=Reference contact*=ContactPoint location=Reference url=uri note*=Annotation safety*=CodeableConcept parent=Reference',
  'Device.deviceName': 'id=string extension*=Extension modifierExtension*=Extension name=string type=code',
  'Device.property': 'id=string extension*=Extension modifierExtension*=Extension type=CodeableConcept valueQuantity*=Quantity valueCode*=CodeableConcept',
  'Device.specialization': 'id=string extension*=Extension modifierExtension*=Extension systemType=CodeableConcept version=string',
  'Device.udiCarrier':
    'id=string extension*=Extension modifierExtension*=Extension deviceIdentifier=string issuer=uri jurisdiction=uri carrierAIDC=base64Binary carrierHRF=string entryType=code',
  'Device.version': 'id=string extension*=Extension modifierExtension*=Extension type=CodeableConcept component=Identifier value=string',
  'DiagnosticReport':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier basedOn*=Reference status=code category*=CodeableConcept code=CodeableConcept subject=Reference encounter=Reference effectiveDateTime=dateTime effectivePeriod=Period issued=instant performer*=Reference resultsInterpreter*=Reference specimen*=Reference result*=Reference imagingStudy*=Reference media*=DiagnosticReport.media conclusion=string conclusionCode*=CodeableConcept presentedForm*=Attachment',
  'DiagnosticReport.media': 'id=string extension*=Extension modifierExtension*=Extension comment=string link=Reference',
  'Distance': 'id=string extension*=Extension value=decimal comparator=code unit=string system=uri code=code',
  'DocumentReference':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension masterIdentifier=Identifier identifier*=Identifier status=code docStatus=code type=CodeableConcept category*=CodeableConcept subject=Reference date=instant author*=Reference authenticator=Reference custodian=Reference relatesTo*=DocumentReference.relatesTo description=string securityLabel*=CodeableConcept content*=DocumentReference.content context=DocumentReference.context',
  'DocumentReference.content': 'id=string extension*=Extension modifierExtension*=Extension attachment=Attachment format=Coding',
  'DocumentReference.context':
    'id=string extension*=Extension modifierExtension*=Extension encounter*=Reference event*=CodeableConcept period=Period facilityType=CodeableConcept practiceSetting=CodeableConcept sourcePatientInfo=Reference related*=Reference',
  'DocumentReference.relatesTo': 'id=string extension*=Extension modifierExtension*=Extension code=code target=Reference',
  'Dosage':
    'id=string extension*=Extension modifierExtension*=Extension sequence=integer text=string additionalInstruction*=CodeableConcept patientInstruction=string timing=Timing asNeededBoolean=boolean asNeededCodeableConcept=CodeableConcept site=CodeableConcept route=CodeableConcept method=CodeableConcept doseAndRate*=Dosage.doseAndRate maxDosePerPeriod=Ratio maxDosePerAdministration=Quantity maxDosePerLifetime=Quantity',
  'Dosage.doseAndRate':
    'id=string extension*=Extension type=CodeableConcept doseRange=Range doseQuantity=Quantity rateRatio=Ratio rateRange=Range rateQuantity=Quantity',
  'Duration': 'id=string extension*=Extension value=decimal comparator=code unit=string system=uri code=code',
  'Encounter':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier status=code statusHistory*=Encounter.statusHistory class=Coding classHistory*=Encounter.classHistory type*=CodeableConcept serviceType=CodeableConcept priority=CodeableConcept subject=Reference episodeOfCare*=Reference basedOn*=Reference participant*=Encounter.participant appointment*=Reference period=Period length=Duration reasonCode*=CodeableConcept reasonReference*=Reference diagnosis*=Encounter.diagnosis account*=Reference hospitalization=Encounter.hospitalization location*=Encounter.location serviceProvider=Reference partOf=Reference',
  'Encounter.classHistory': 'id=string extension*=Extension modifierExtension*=Extension class=Coding period=Period',
  'Encounter.diagnosis': 'id=string extension*=Extension modifierExtension*=Extension condition=Reference use=CodeableConcept rank=positiveInt',
  'Encounter.hospitalization':
    'id=string extension*=Extension modifierExtension*=Extension preAdmissionIdentifier=Identifier origin=Reference admitSource=CodeableConcept reAdmission=CodeableConcept dietPreference*=CodeableConcept specialCourtesy*=CodeableConcept specialArrangement*=CodeableConcept destination=Reference dischargeDisposition=CodeableConcept',
  'Encounter.location': 'id=string extension*=Extension modifierExtension*=Extension location=Reference status=code physicalType=CodeableConcept period=Period',
  'Encounter.participant': 'id=string extension*=Extension modifierExtension*=Extension type*=CodeableConcept period=Period individual=Reference',
  'Encounter.statusHistory': 'id=string extension*=Extension modifierExtension*=Extension status=code period=Period',
  'Expression': 'id=string extension*=Extension description=string name=id language=code expression=string reference=uri',
  'Extension':
    'id=string extension*=Extension url=string valueBase64Binary=base64Binary valueBoolean=boolean valueCanonical=canonical valueCode=code valueDate=date valueDateTime=dateTime valueDecimal=decimal valueId=id valueInstant=instant valueInteger=integer valueMarkdown=markdown valueOid=oid valuePositiveInt=positiveInt valueString=string valueTime=time valueUnsignedInt=unsignedInt valueUri=uri valueUrl=url valueUuid=uuid valueAddress=Address valueAge=Age valueAnnotation=Annotation valueAttachment=Attachment valueCodeableConcept=CodeableConcept valueCoding=Coding valueContactPoint=ContactPoint valueCount=Count valueDistance=Distance valueDuration=Duration valueHumanName=HumanName valueIdentifier=Identifier valueMoney=Money valuePeriod=Period valueQuantity=Quantity valueRange=Range valueRatio=Ratio valueReference=Reference valueSampledData=SampledData valueSignature=Signature valueTiming=Timing valueContactDetail=ContactDetail valueContributor=Contributor valueDataRequirement=DataRequirement valueExpression=Expression valueParameterDefinition=ParameterDefinition valueRelatedArtifact=RelatedArtifact valueTriggerDefinition=TriggerDefinition valueUsageContext=UsageContext valueDosage=Dosage valueMeta=Meta',
  'HumanName': 'id=string extension*=Extension use=code text=string family=string given*=string prefix*=string suffix*=string period=Period',
  'Identifier': 'id=string extension*=Extension use=code type=CodeableConcept system=uri value=string period=Period assigner=Reference',
  'Immunization':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier status=code statusReason=CodeableConcept vaccineCode=CodeableConcept patient=Reference encounter=Reference occurrenceDateTime=dateTime occurrenceString=string recorded=dateTime primarySource=boolean reportOrigin=CodeableConcept location=Reference manufacturer=Reference lotNumber=string expirationDate=date site=CodeableConcept route=CodeableConcept doseQuantity=Quantity performer*=Immunization.performer note*=Annotation reasonCode*=CodeableConcept reasonReference*=Reference isSubpotent=boolean subpotentReason*=CodeableConcept education*=Immunization.education programEligibility*=CodeableConcept fundingSource=CodeableConcept reaction*=Immunization.reaction protocolApplied*=Immunization.protocolApplied',
  'Immunization.education':
    'id=string extension*=Extension modifierExtension*=Extension documentType=string reference=uri publicationDate=dateTime presentationDate=dateTime',
  'Immunization.performer': 'id=string extension*=Extension modifierExtension*=Extension function=CodeableConcept actor=Reference',
  'Immunization.protocolApplied':
    'id=string extension*=Extension modifierExtension*=Extension series=string authority=Reference targetDisease*=CodeableConcept doseNumberPositiveInt=positiveInt doseNumberString=string seriesDosesPositiveInt=positiveInt seriesDosesString=string',
  'Immunization.reaction': 'id=string extension*=Extension modifierExtension*=Extension date=dateTime detail=Reference reported=boolean',
  'List':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier status=code mode=code title=string code=CodeableConcept subject=Reference encounter=Reference date=dateTime source=Reference orderedBy=CodeableConcept note*=Annotation entry*=List.entry emptyReason=CodeableConcept',
  'List.entry': 'id=string extension*=Extension modifierExtension*=Extension flag=CodeableConcept deleted=boolean date=dateTime item=Reference',
  'Medication':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier code=CodeableConcept status=code manufacturer=Reference form=CodeableConcept amount=Ratio ingredient*=Medication.ingredient batch=Medication.batch',
  'Medication.batch': 'id=string extension*=Extension modifierExtension*=Extension lotNumber=string expirationDate=dateTime',
  'Medication.ingredient':
    'id=string extension*=Extension modifierExtension*=Extension itemCodeableConcept=CodeableConcept itemReference=Reference isActive=boolean strength=Ratio',
  'MedicationStatement':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier basedOn*=Reference partOf*=Reference status=code statusReason*=CodeableConcept category=CodeableConcept medicationCodeableConcept=CodeableConcept medicationReference=Reference subject=Reference context=Reference effectiveDateTime=dateTime effectivePeriod=Period dateAsserted=dateTime informationSource=Reference derivedFrom*=Reference reasonCode*=CodeableConcept reasonReference*=Reference note*=Annotation dosage*=Dosage',
  'Meta': 'id=string extension*=Extension versionId=id lastUpdated=instant source=uri profile*=canonical security*=Coding tag*=Coding',
  'Money': 'id=string extension*=Extension value=decimal currency=code',
  'Narrative': 'id=string extension*=Extension status=code div=xhtml',
  'Observation':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier basedOn*=Reference partOf*=Reference status=code category*=CodeableConcept code=CodeableConcept subject=Reference focus*=Reference encounter=Reference effectiveDateTime=dateTime effectivePeriod=Period effectiveTiming=Timing effectiveInstant=instant issued=instant performer*=Reference valueQuantity=Quantity valueCodeableConcept=CodeableConcept valueString=string valueBoolean=boolean valueInteger=integer valueRange=Range valueRatio=Ratio valueSampledData=SampledData valueTime=time valueDateTime=dateTime valuePeriod=Period dataAbsentReason=CodeableConcept interpretation*=CodeableConcept note*=Annotation bodySite=CodeableConcept method=CodeableConcept specimen=Reference device=Reference referenceRange*=Observation.referenceRange hasMember*=Reference derivedFrom*=Reference component*=Observation.component',
  'Observation.component':
    'id=string extension*=Extension modifierExtension*=Extension code=CodeableConcept valueQuantity=Quantity valueCodeableConcept=CodeableConcept valueString=string valueBoolean=boolean valueInteger=integer valueRange=Range valueRatio=Ratio valueSampledData=SampledData valueTime=time valueDateTime=dateTime valuePeriod=Period dataAbsentReason=CodeableConcept interpretation*=CodeableConcept referenceRange*=Observation.referenceRange',
  'Observation.referenceRange':
    'id=string extension*=Extension modifierExtension*=Extension low=Quantity high=Quantity type=CodeableConcept appliesTo*=CodeableConcept age=Range text=string',
  'OperationDefinition':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension url=uri version=string name=string title=string status=code kind=code experimental=boolean date=dateTime publisher=string contact*=ContactDetail description=markdown useContext*=UsageContext jurisdiction*=CodeableConcept purpose=markdown affectsState=boolean code=code comment=markdown base=canonical resource*=code system=boolean type=boolean instance=boolean inputProfile=canonical outputProfile=canonical parameter*=OperationDefinition.parameter overload*=OperationDefinition.overload',
  'OperationDefinition.overload': 'id=string extension*=Extension modifierExtension*=Extension parameterName*=string comment=string',
  'OperationDefinition.parameter':
    'id=string extension*=Extension modifierExtension*=Extension name=code use=code min=integer max=string documentation=string type=code targetProfile*=canonical searchType=code binding=OperationDefinition.parameter.binding referencedFrom*=OperationDefinition.parameter.referencedFrom part*=OperationDefinition.parameter',
  'OperationDefinition.parameter.binding': 'id=string extension*=Extension modifierExtension*=Extension strength=code valueSet=canonical',
  'OperationDefinition.parameter.referencedFrom': 'id=string extension*=Extension modifierExtension*=Extension source=string sourceId=string',
  'OperationOutcome':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension issue*=OperationOutcome.issue',
  'OperationOutcome.issue':
    'id=string extension*=Extension modifierExtension*=Extension severity=code code=code details=CodeableConcept diagnostics=string location*=string expression*=string',
  'Organization':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier active=boolean type*=CodeableConcept name=string alias*=string telecom*=ContactPoint address*=Address partOf=Reference contact*=Organization.contact endpoint*=Reference',
  'Organization.contact':
    'id=string extension*=Extension modifierExtension*=Extension purpose=CodeableConcept name=HumanName telecom*=ContactPoint address=Address',
  'ParameterDefinition': 'id=string extension*=Extension name=code use=code min=integer max=string documentation=string type=code profile=canonical',
  'Parameters': 'id=string meta=Meta implicitRules=uri language=code parameter*=Parameters.parameter',
  'Parameters.parameter':
    'id=string extension*=Extension modifierExtension*=Extension name=string valueBase64Binary=base64Binary valueBoolean=boolean valueCanonical=canonical valueCode=code valueDate=date valueDateTime=dateTime valueDecimal=decimal valueId=id valueInstant=instant valueInteger=integer valueMarkdown=markdown valueOid=oid valuePositiveInt=positiveInt valueString=string valueTime=time valueUnsignedInt=unsignedInt valueUri=uri valueUrl=url valueUuid=uuid valueAddress=Address valueAge=Age valueAnnotation=Annotation valueAttachment=Attachment valueCodeableConcept=CodeableConcept valueCoding=Coding valueContactPoint=ContactPoint valueCount=Count valueDistance=Distance valueDuration=Duration valueHumanName=HumanName valueIdentifier=Identifier valueMoney=Money valuePeriod=Period valueQuantity=Quantity valueRange=Range valueRatio=Ratio valueReference=Reference valueSampledData=SampledData valueSignature=Signature valueTiming=Timing valueContactDetail=ContactDetail valueContributor=Contributor valueDataRequirement=DataRequirement valueExpression=Expression valueParameterDefinition=ParameterDefinition valueRelatedArtifact=RelatedArtifact valueTriggerDefinition=TriggerDefinition valueUsageContext=UsageContext valueDosage=Dosage valueMeta=Meta resource=Resource part*=Parameters.parameter',
  'Patient':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier active=boolean name*=HumanName telecom*=ContactPoint gender=code birthDate=date deceasedBoolean=boolean deceasedDateTime=dateTime address*=Address maritalStatus=CodeableConcept multipleBirthBoolean=boolean multipleBirthInteger=integer photo*=Attachment contact*=Patient.contact communication*=Patient.communication generalPractitioner*=Reference managingOrganization=Reference link*=Patient.link',
  'Patient.communication': 'id=string extension*=Extension modifierExtension*=Extension language=CodeableConcept preferred=boolean',
  'Patient.contact':
    'id=string extension*=Extension modifierExtension*=Extension relationship*=CodeableConcept name=HumanName telecom*=ContactPoint address=Address gender=code organization=Reference period=Period',
  'Patient.link': 'id=string extension*=Extension modifierExtension*=Extension other=Reference type=code',
  'Period': 'id=string extension*=Extension start=dateTime end=dateTime',
  'Practitioner':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier active=boolean name*=HumanName telecom*=ContactPoint address*=Address gender=code birthDate=date photo*=Attachment qualification*=Practitioner.qualification communication*=CodeableConcept',
  'Practitioner.qualification':
    'id=string extension*=Extension modifierExtension*=Extension identifier*=Identifier code=CodeableConcept period=Period issuer=Reference',
  'PractitionerRole':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier active=boolean period=Period practitioner=Reference organization=Reference code*=CodeableConcept specialty*=CodeableConcept location*=Reference healthcareService*=Reference telecom*=ContactPoint availableTime*=PractitionerRole.availableTime notAvailable*=PractitionerRole.notAvailable availabilityExceptions=string endpoint*=Reference',
  'PractitionerRole.availableTime':
    'id=string extension*=Extension modifierExtension*=Extension daysOfWeek*=code allDay=boolean availableStartTime=time availableEndTime=time',
  'PractitionerRole.notAvailable': 'id=string extension*=Extension modifierExtension*=Extension description=string during=Period',
  'Procedure':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier instantiatesCanonical*=canonical instantiatesUri*=uri basedOn*=Reference partOf*=Reference status=code statusReason=CodeableConcept category=CodeableConcept code=CodeableConcept subject=Reference encounter=Reference performedDateTime=dateTime performedPeriod=Period performedString=string performedAge=Age performedRange=Range recorder=Reference asserter=Reference performer*=Procedure.performer location=Reference reasonCode*=CodeableConcept reasonReference*=Reference bodySite*=CodeableConcept outcome=CodeableConcept report*=Reference complication*=CodeableConcept complicationDetail*=Reference followUp*=CodeableConcept note*=Annotation focalDevice*=Procedure.focalDevice usedReference*=Reference usedCode*=CodeableConcept',
  'Procedure.focalDevice': 'id=string extension*=Extension modifierExtension*=Extension action=CodeableConcept manipulated=Reference',
  'Procedure.performer': 'id=string extension*=Extension modifierExtension*=Extension function=CodeableConcept actor=Reference onBehalfOf=Reference',
  'Provenance':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension target*=Reference occurredPeriod=Period occurredDateTime=dateTime recorded=instant policy*=uri location=Reference reason*=CodeableConcept activity=CodeableConcept agent*=Provenance.agent entity*=Provenance.entity signature*=Signature',
  'Provenance.agent':
    'id=string extension*=Extension modifierExtension*=Extension type=CodeableConcept role*=CodeableConcept who=Reference onBehalfOf=Reference',
  'Provenance.entity': 'id=string extension*=Extension modifierExtension*=Extension role=code what=Reference agent*=Provenance.agent',
  'Quantity': 'id=string extension*=Extension value=decimal comparator=code unit=string system=uri code=code',
  'Range': 'id=string extension*=Extension low=Quantity high=Quantity',
  'Ratio': 'id=string extension*=Extension numerator=Quantity denominator=Quantity',
  'Reference': 'id=string extension*=Extension reference=string type=uri identifier=Identifier display=string',
  'RelatedArtifact': 'id=string extension*=Extension type=code label=string display=string citation=markdown url=url document=Attachment resource=canonical',
  'RelatedPerson':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier active=boolean patient=Reference relationship*=CodeableConcept name*=HumanName telecom*=ContactPoint gender=code birthDate=date address*=Address photo*=Attachment period=Period communication*=RelatedPerson.communication',
  'RelatedPerson.communication': 'id=string extension*=Extension modifierExtension*=Extension language=CodeableConcept preferred=boolean',
  'SampledData':
    'id=string extension*=Extension origin=Quantity period=decimal factor=decimal lowerLimit=decimal upperLimit=decimal dimensions=positiveInt data=string',
  'Signature': 'id=string extension*=Extension type*=Coding when=instant who=Reference onBehalfOf=Reference targetFormat=code sigFormat=code data=base64Binary',
  'Specimen':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension identifier*=Identifier accessionIdentifier=Identifier status=code type=CodeableConcept subject=Reference receivedTime=dateTime parent*=Reference request*=Reference collection=Specimen.collection processing*=Specimen.processing container*=Specimen.container condition*=CodeableConcept note*=Annotation',
  'Specimen.collection':
    'id=string extension*=Extension modifierExtension*=Extension collector=Reference collectedDateTime=dateTime collectedPeriod=Period duration=Duration quantity=Quantity method=CodeableConcept bodySite=CodeableConcept fastingStatusCodeableConcept=CodeableConcept fastingStatusDuration=Duration',
  'Specimen.container':
    'id=string extension*=Extension modifierExtension*=Extension identifier*=Identifier description=string type=CodeableConcept capacity=Quantity specimenQuantity=Quantity additiveCodeableConcept=CodeableConcept additiveReference=Reference',
  'Specimen.processing':
    'id=string extension*=Extension modifierExtension*=Extension description=string procedure=CodeableConcept additive*=Reference timeDateTime=dateTime timePeriod=Period',
  'Subscription':
    'id=string meta=Meta implicitRules=uri language=code text=Narrative contained*=Resource extension*=Extension modifierExtension*=Extension status=code contact*=ContactPoint end=instant reason=string criteria=string error=string channel=Subscription.channel',
  'Subscription.channel': 'id=string extension*=Extension modifierExtension*=Extension type=code endpoint=url payload=code header*=string',
  'Timing': 'id=string extension*=Extension modifierExtension*=Extension event*=dateTime repeat=Timing.repeat code=CodeableConcept',
  'Timing.repeat':
    'id=string extension*=Extension boundsDuration=Duration boundsRange=Range boundsPeriod=Period count=positiveInt countMax=positiveInt duration=decimal durationMax=decimal durationUnit=code frequency=positiveInt frequencyMax=positiveInt period=decimal periodMax=decimal periodUnit=code dayOfWeek*=code timeOfDay*=time when*=code offset=unsignedInt',
  'TriggerDefinition':
    'id=string extension*=Extension type=code name=string timingTiming=Timing timingReference=Reference timingDate=date timingDateTime=dateTime data*=DataRequirement condition=Expression',
  'UsageContext':
    'id=string extension*=Extension code=Coding valueCodeableConcept=CodeableConcept valueQuantity=Quantity valueRange=Range valueReference=Reference',
};
