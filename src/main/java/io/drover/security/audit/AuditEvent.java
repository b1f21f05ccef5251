package io.drover.security.audit;

import static io.drover.security.audit.AuditField.ADDRESS;
import static io.drover.security.audit.AuditField.APPLICATION;
import static io.drover.security.audit.AuditField.BY;
import static io.drover.security.audit.AuditField.CHANGE;
import static io.drover.security.audit.AuditField.CLIENT;
import static io.drover.security.audit.AuditField.ID;
import static io.drover.security.audit.AuditField.METHOD;
import static io.drover.security.audit.AuditField.NAME;
import static io.drover.security.audit.AuditField.NUMBER;
import static io.drover.security.audit.AuditField.ON;
import static io.drover.security.audit.AuditField.OPERATION_NAME;
import static io.drover.security.audit.AuditField.PARAMETERS;
import static io.drover.security.audit.AuditField.PATH;
import static io.drover.security.audit.AuditField.REASON;
import static io.drover.security.audit.AuditField.STATUS;
import static io.drover.security.audit.AuditField.TASK;
import static io.drover.security.audit.AuditField.USER;
import static io.drover.security.audit.AuditField.VERDICT;

import java.util.List;
import java.util.Locale;

/** What the audit log tells, a line each: the event's name, and its fields in their order. */
public enum AuditEvent {
    OPERATION(
            "Somebody who may asks for something that can change something, or for a message's payload. Said before it is begun",
            ID,
            OPERATION_NAME,
            ON,
            CLIENT,
            ADDRESS,
            PARAMETERS),
    OUTCOME("What came of it. Missing when the server was killed meanwhile", ID, OPERATION_NAME, ON, CLIENT, STATUS),
    REFUSED(
            "A token is wrong, its application is not known or disabled, or its roles are not enough. At most 200 a second",
            STATUS,
            METHOD,
            PATH,
            CLIENT,
            ADDRESS,
            REASON),
    REFUSED_MORE("So many more were refused within a second", NUMBER),
    POLICY(
            "An application is not in the authorization policy of a recurring job. Counts with refused",
            CLIENT,
            ADDRESS,
            REASON),
    NO_TOKEN(
            "Drover gave an application no token: wrong id, wrong secret, disabled. Counts with refused",
            CLIENT,
            ADDRESS,
            REASON),
    PASSWORD("A shop asked whether a user's password is right. Counts with refused", USER, TASK, CLIENT, VERDICT),
    APPLICATION_CHANGED(
            "An application was added, enabled, disabled, given a secret or another issuer, or removed, over the API or on the"
                    + " command line",
            APPLICATION,
            NAME,
            CHANGE,
            BY);

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<AuditField> fields;

    AuditEvent(String meaning, AuditField... fields) {
        this.meaning = meaning;
        this.fields = List.of(fields);
    }

    /** One sentence without its full stop. */
    public String meaning() {
        return meaning;
    }

    public List<AuditField> fields() {
        return fields;
    }

    /** As the line begins with it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
