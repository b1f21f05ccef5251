package io.drover.security.application;

import io.drover.security.audit.Audit;
import io.drover.security.token.OwnTokens;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens an application may have.
 *
 * @param others issuers of the settings besides Drover itself
 */
record ApplicationIssuers(Set<String> others) {

    /** The only one besides Drover, where there is one. */
    Optional<String> onlyOther() {
        return others.size() == 1 ? others.stream().findFirst() : Optional.empty();
    }

    /**
     * The issuer that is meant where nobody names one.
     *
     * @param atAnother whether the client id is one that somebody else gave
     * @throws IllegalArgumentException when it can be several
     */
    String meant(boolean atAnother) {
        if (!atAnother || others.isEmpty()) {
            return OwnTokens.ISSUER;
        }
        if (others.size() > 1) {
            throw new IllegalArgumentException("which issuer gives it its tokens must be said (--issuer): one of "
                    + String.join(", ", others) + ", " + OwnTokens.ISSUER);
        }
        return others.iterator().next();
    }

    /** @throws IllegalArgumentException when there is none of that name; the message is for the user */
    String requireKnown(String issuer) {
        if (!issuer.equals(OwnTokens.ISSUER) && !others.contains(issuer)) {
            throw new IllegalArgumentException("there is no issuer '" + Audit.printable(issuer) + "'; there are "
                    + OwnTokens.ISSUER
                    + ", which is Drover itself, and those of the settings drover.auth.issuer.NAME.*: "
                    + (others.isEmpty() ? "none" : String.join(", ", others)));
        }
        return issuer;
    }

    /** Secrets are for applications of Drover's own. */
    static void requireOwn(String issuer, boolean withSecret, String name) {
        if (withSecret && !issuer.equals(OwnTokens.ISSUER)) {
            throw new IllegalArgumentException(
                    "the application " + name + " is of the issuer " + issuer
                            + ", which gives it its secrets and tokens; a secret of Drover is for applications of Drover's own");
        }
    }
}
