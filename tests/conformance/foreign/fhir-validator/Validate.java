// Validates every resource of a folder (JSON or XML) against FHIR R4 and the definitions of other folders, with HL7's instance validator.
// Arguments: the folder of resources, then folders of definitions. Prints JSON: [{"file", "severity", "at", "text"}…].

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.MetadataResource;

public class Validate {
  private static final List<String> SERVED =
      List.of("StructureDefinition-", "ValueSet-", "CodeSystem-", "SearchParameter-", "OperationDefinition-", "ImplementationGuide-");

  public static void main(String[] folders) throws Exception {
    FhirContext context = FhirContext.forR4();
    context.setParserErrorHandler(new LenientErrorHandler(false));
    PrePopulatedValidationSupport defined = new PrePopulatedValidationSupport(context);
    for (int n = 1; n < folders.length; n += 1)
      for (Path file : files(Path.of(folders[n])))
        if (SERVED.stream().anyMatch(file.getFileName().toString()::startsWith)
            && context.newJsonParser().parseResource(unpinned(Files.readString(file))) instanceof MetadataResource resource) defined.addResource(resource);
    UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    FhirInstanceValidator instance =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                defined,
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context),
                unknown));
    instance.setAnyExtensionsAllowed(false);
    instance.setErrorForUnknownProfiles(false);
    FhirValidator validator = context.newValidator().registerValidatorModule(instance);
    List<String> lines = new ArrayList<>();
    for (Path file : files(Path.of(folders[0])))
      for (var message : validator.validateWithResult(Files.readString(file)).getMessages())
        lines.add(
            "{\"file\":%s,\"severity\":%s,\"at\":%s,\"text\":%s}"
                .formatted(
                    quoted(file.getFileName().toString()),
                    quoted(message.getSeverity().getCode()),
                    quoted(message.getLocationString()),
                    quoted(message.getMessage())));
    System.out.println("[" + String.join(",\n", lines) + "]");
  }

  /** Guides name R4's own definitions by version, under which the validator does not keep them. */
  private static String unpinned(String definition) {
    return definition.replaceAll("(http://hl7\\.org/fhir/(?:StructureDefinition|ValueSet)/[A-Za-z0-9-]+)\\|4\\.0\\.1", "$1");
  }

  private static List<Path> files(Path folder) throws Exception {
    try (var listed = Files.list(folder)) {
      return listed.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String quoted(String text) {
    StringBuilder written = new StringBuilder("\"");
    for (char sign : (text == null ? "" : text).toCharArray())
      if (sign == '"' || sign == '\\') written.append('\\').append(sign);
      else if (sign < ' ') written.append(String.format("\\u%04x", (int) sign));
      else written.append(sign);
    return written.append('"').toString();
  }
}
