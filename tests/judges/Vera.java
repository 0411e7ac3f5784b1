// Validates PDF files with veraPDF's own engine.
//
// Usage: java Vera FLAVOURS FILE...   (FLAVOURS like 2a,ua1)
// Prints one line per file and flavour, the failed clauses below it; exits 1
// if any file fails.

import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (int i = 1; i < args.length; i++) {
            for (String name : args[0].split(",")) {
                passed &= validate(args[i], PDFAFlavour.byFlavourId(name));
            }
        }
        System.exit(passed ? 0 : 1);
    }

    static boolean validate(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            boolean ok = result.isCompliant();
            System.out.println((ok ? "pass " : "FAIL ") + flavour + " " + file);
            for (TestAssertion fault : result.getTestAssertions()) {
                System.out.println("  " + fault.getRuleId() + ": " + fault.getMessage());
            }
            return ok;
        }
    }
}
