package io.drover.addin.directory;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a directory refused a name and password: Active Directory says it in a number within its message. */
final class BindRefusal {
    private static final Pattern DATA = Pattern.compile("data ([0-9a-fA-F]{3,8})\\b");
    private static final Map<String, String> REASONS = Map.of(
            "525", "there is no such user",
            "52e", "the password is wrong",
            "530", "the user may not log on at this time",
            "531", "the user may not log on at this workstation",
            "532", "the password has expired",
            "533", "the account is disabled",
            "701", "the account has expired",
            "773", "the user must change the password first",
            "775", "the account is locked");

    private BindRefusal() {}

    static String of(LDAPException refusal) {
        String message = refusal.getDiagnosticMessage() == null ? "" : refusal.getDiagnosticMessage();
        Matcher data = DATA.matcher(message);
        String reason = data.find() ? REASONS.get(data.group(1).toLowerCase(java.util.Locale.ROOT)) : null;
        if (reason != null) {
            return reason;
        }
        String name = refusal.getResultCode().getName();
        return (name + (message.isBlank() ? "" : ", " + message))
                .replaceAll("\\s+", " ")
                .replace("\u0000", "")
                .strip();
    }
}
