// Says of each file whether it is the PDF/A that it should be: a line of its own, or one a fault.
// Run by tests/validators.py with veraPDF on the class path: FLAVOUR (3u) FILE...

import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class Archival {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            for (String line : judged(arguments[i], flavour)) {
                System.out.println(arguments[i] + "\t" + line);
            }
        }
    }

    private static java.util.Set<String> judged(String path, PDFAFlavour flavour) throws Exception {
        var said = new java.util.TreeSet<String>();
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    said.add(each.getRuleId().getClause() + " " + each.getMessage());
                }
            }
            if (result.isCompliant()) {
                said.add("ok");
            }
        }
        return said;
    }
}
