package io.drover.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server (SMTP) that answers recipients and mails as a test tells it to. */
public final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<List<String>> mails = new CopyOnWriteArrayList<>();

    public RefusingMailServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /**
     * What is answered to a command from now on.
     *
     * @param command in upper case, such as {@code MAIL}; DATA with a space and the recipients; or the address of a recipient
     */
    public void answers(String command, String answer) {
        answers.put(command, answer);
    }

    /** The recipients of each mail that was taken. */
    public List<List<String>> mails() {
        return mails;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 test");
            List<String> recipients = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split("[ :]", -1)[0].toUpperCase(Locale.ROOT);
                String address = line.replaceAll("(?s).*<(.*)>.*", "$1");
                String key = command.equals("RCPT")
                        ? address
                        : command.equals("DATA") ? "DATA " + String.join(" ", recipients) : command;
                String answer = answers.getOrDefault(key, command.equals("QUIT") ? "221 bye" : "250 OK");
                if (command.equals("RCPT") && answer.startsWith("250")) {
                    recipients.add(address);
                } else if (command.equals("MAIL") || command.equals("RSET")) {
                    recipients.clear();
                } else if (command.equals("DATA") && !answers.containsKey(key)) {
                    say(out, "354 go on");
                    while (!".".equals(in.readLine())) {
                        // the mail, to its end
                    }
                    mails.add(List.copyOf(recipients));
                }
                say(out, answer);
                if (command.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
