package io.segmentpixel.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with what a pixel says of the visitor's consent. */
final class ConsentFaults {
    private final boolean isNeeded;

    ConsentFaults(boolean isNeeded) {
        this.isNeeded = isNeeded;
    }

    List<Fault> of(FoundPixel pixel, RawParameters raw) {
        if (!pixel.isActive() && pixel.holder() != FoundPixel.Holder.SCRIPT) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>();
        boolean saysTcf = raw.says("gdpr") && raw.says("gdpr_consent");
        if (isNeeded && !saysTcf && !raw.says("consent") && !raw.mayGrow()) {
            faults.add(
                    new Fault(
                            FindingCode.NO_PRIVACY_SIGNAL,
                            "The call says neither gdpr with gdpr_consent nor consent, so that the platform does not process it."));
        }
        Stream.of("gdpr_consent", "gpp", "us_privacy")
                .filter(name -> raw.values(name).stream().anyMatch(value -> isFixed(name, value)))
                .findFirst()
                .ifPresent(name -> faults.add(new Fault(
                        FindingCode.FIXED_CONSENT,
                        "The page says the same " + name + " for everybody, whatever the visitor chose.")));
        return faults;
    }

    /** A placeholder is filled in for each visitor; {@code 1---} says that the law does not apply, which may hold for all. */
    private static boolean isFixed(String name, String value) {
        return !Placeholder.isIn(value) && !(name.equals("us_privacy") && value.equals("1---"));
    }
}
