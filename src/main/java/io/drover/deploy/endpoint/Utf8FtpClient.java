package io.drover.deploy.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.io.CRLFLineReader;

/**
 * A client that has names in UTF-8 where the server says that it can (RFC 2640), which many say only to who has logged in. The client's own way
 * asks before that. Camel makes one for each endpoint, by its name.
 */
public final class Utf8FtpClient extends FTPClient {
    @Override
    public boolean login(String user, String password) throws IOException {
        return super.login(user, password) && named();
    }

    @Override
    public boolean login(String user, String password, String account) throws IOException {
        return super.login(user, password, account) && named();
    }

    private boolean named() throws IOException {
        if (hasFeature("UTF8")) {
            sendCommand("OPTS", "UTF8 ON"); // some wait for it; to the others it is nothing, or unknown
            setControlEncoding(UTF_8);
            _controlInput_ = new CRLFLineReader(new InputStreamReader(_input_, UTF_8));
            _controlOutput_ = new BufferedWriter(new OutputStreamWriter(_output_, UTF_8));
        }
        return true;
    }
}
