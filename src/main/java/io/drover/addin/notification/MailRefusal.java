package io.drover.addin.notification;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a mail server said of a mail that it has not taken for all: who has it, who never gets it (a status of 500 and more is for good), and
 * who may get it later.
 *
 * @param someHaveIt whether it was taken for one at least
 * @param never who was refused for good, and why
 * @param later addresses that may get it at another attempt
 */
public record MailRefusal(boolean someHaveIt, List<String> never, List<String> later) {
    private static final int FOR_GOOD = 500;
    /** It is Drover that is refused, by its user and password: they can be mended. */
    private static final Set<Integer> OF_THE_USER = Set.of(530, 534, 535, 538);

    public MailRefusal {
        never = List.copyOf(never);
        later = List.copyOf(later);
    }

    /** What a failure says; empty when it says nothing of recipients. */
    public static Optional<MailRefusal> of(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .filter(SendFailedException.class::isInstance)
                .map(SendFailedException.class::cast)
                .filter(each -> !(each instanceof SMTPAddressFailedException)) // those are of one recipient
                .findFirst()
                .map(MailRefusal::of);
    }

    private static MailRefusal of(SendFailedException failure) {
        Set<String> later = new LinkedHashSet<>(addresses(failure.getValidUnsentAddresses()));
        List<String> never = new ArrayList<>();
        for (SMTPAddressFailedException each : recipients(failure)) {
            if (each.getReturnCode() >= FOR_GOOD) {
                never.add(each.getAddress() + " (" + each.getMessage().strip() + ")");
                later.remove(each.getAddress().toString());
            }
        }
        boolean mailItself = failure instanceof SMTPSendFailedException whole
                && whole.getReturnCode() >= FOR_GOOD
                && !OF_THE_USER.contains(whole.getReturnCode())
                && addresses(failure.getValidSentAddresses()).isEmpty();
        if (mailItself) {
            later.clear();
        }
        return new MailRefusal(!addresses(failure.getValidSentAddresses()).isEmpty(), never, List.copyOf(later));
    }

    private static List<SMTPAddressFailedException> recipients(MessagingException failure) {
        List<SMTPAddressFailedException> all = new ArrayList<>();
        for (Exception next = failure.getNextException();
                next instanceof MessagingException messaging;
                next = messaging.getNextException()) {
            if (next instanceof SMTPAddressFailedException one) {
                all.add(one);
            }
        }
        return all;
    }

    private static List<String> addresses(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Address::toString).toList();
    }

    /** In words. */
    public String words() {
        return (never.isEmpty() ? "" : "not to " + String.join(", ", never))
                + (never.isEmpty() || later.isEmpty() ? "" : "; ")
                + (later.isEmpty() ? "" : "not yet to " + String.join(", ", later));
    }
}
