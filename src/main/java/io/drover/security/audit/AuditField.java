package io.drover.security.audit;

import java.util.Locale;

/** What a line of the audit log says, each as {@code name=value}. */
public enum AuditField {
    ID("of the request; `outcome`, the log and answers with status 500 have the same"),
    OPERATION_NAME("what is asked for: method and path, as [the reference of the API](api.md) has them"),
    ON("the object: what the path names, such as a task or an execution"),
    CLIENT("client id of who asks; `this-machine` for who can read `data/api.header`"),
    ADDRESS("of the client, as `drover.http.trusted-proxies` say it; of an application that asks for a token too"),
    PARAMETERS("the query, or the body of an action of data management; values whose names tell of secrets are `***`"),
    STATUS("of the answer; from 400 on nothing was done, or not all"),
    METHOD("of the request"),
    PATH("of the request, as Drover reads it"),
    REASON("why, in words, as the client is told"),
    NUMBER("how many"),
    USER("whose password, as the shop wrote it"),
    TASK("whose directory was asked"),
    VERDICT("`right`, or why not"),
    APPLICATION("its client id"),
    NAME("its name"),
    CHANGE("what was done, in words"),
    BY("client id of who did it, or who else");

    private final String meaning;

    AuditField(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** As lines have it before the equals sign. */
    @Override
    public String toString() {
        return this == OPERATION_NAME ? "operation" : name().toLowerCase(Locale.ROOT);
    }
}
