package io.drover.connection.definition;

import io.drover.definition.TextXml;
import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** {@code <connection>} as written; defaults of attributes are the schema's. */
@XmlRootElement(name = "connection")
@XmlAccessorType(XmlAccessType.FIELD)
final class ConnectionXml extends XmlBean {
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlElement
    String description;

    @XmlElement
    TextXml configFile;

    @XmlElement
    TextXml baseUrl;

    @XmlElement(name = "header")
    List<NamedValue> headers = new ArrayList<>();

    @XmlElement
    List<NamedValue> query = new ArrayList<>();

    @XmlElement
    AuthenticationXml authentication;

    @XmlElement
    SecurityKeyXml securityKey;

    @XmlElement
    CertificateXml certificate;

    @XmlElement
    AuthoritiesXml authorities;

    @XmlElement
    ProxyXml proxy;

    @XmlElement
    TimeoutsXml timeouts;

    @XmlElement
    RetriesXml retries;

    @XmlElement
    CallLimitsXml limits;

    @XmlElement
    Tested test;

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class NamedValue extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        String value;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class AuthenticationXml extends XmlBean {
        @XmlElement
        UserXml basic;

        @XmlElement
        BearerXml bearer;

        @XmlElement
        ApiKeyXml apiKey;

        @XmlElement
        TokenXml oauth2;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class UserXml extends XmlBean {
        @XmlAttribute
        String user;

        @XmlAttribute
        String password;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class BearerXml extends XmlBean {
        @XmlAttribute
        String token;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ApiKeyXml extends XmlBean {
        @XmlAttribute
        String key;

        @XmlAttribute
        String name;

        @XmlAttribute
        String in;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SecurityKeyXml extends XmlBean {
        @XmlAttribute
        String key;

        @XmlAttribute
        String header;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class TokenXml extends XmlBean {
        @XmlAttribute
        String tokenUrl;

        @XmlAttribute
        String clientId;

        @XmlAttribute
        String clientSecret;

        @XmlAttribute
        String scope;

        @XmlAttribute
        String resource;

        @XmlAttribute
        String credentialsIn;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CertificateXml extends XmlBean {
        @XmlAttribute
        String file;

        @XmlAttribute
        String password;

        @XmlAttribute
        String keyFile;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class AuthoritiesXml extends XmlBean {
        @XmlAttribute
        String file;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ProxyXml extends XmlBean {
        @XmlAttribute
        String url;

        @XmlAttribute
        String user;

        @XmlAttribute
        String password;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class TimeoutsXml extends XmlBean {
        @XmlAttribute
        String connect;

        @XmlAttribute
        String response;

        @XmlAttribute
        String total;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class RetriesXml extends XmlBean {
        @XmlAttribute
        String most;

        @XmlAttribute
        String delay;

        @XmlAttribute
        String unclear;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CallLimitsXml extends XmlBean {
        @XmlAttribute
        String requestsPerSecond;

        @XmlAttribute
        String requestsAtOnce;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Tested extends XmlBean {
        @XmlAttribute
        String path;
    }
}
