//! The options that pjlint follows, each under one name however it is spelled (M-2).

macro_rules! options {
    ($($option:ident = $($spelling:literal)|+),* $(,)?) => {
        /// An option of sip.conf; the spellings that chan_sip takes for the same one are one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)] // the names are those of the options
        pub enum SipOption { $($option),* }

        impl SipOption {
            /// The option of that name, in any case.
            pub(crate) fn named(name: &[u8]) -> Option<Self> {
                let lower = name.to_ascii_lowercase();
                match std::str::from_utf8(&lower).ok()? {
                    $($($spelling)|+ => Some(Self::$option),)*
                    _ => None,
                }
            }

            /// The spellings that chan_sip takes, the one to write first.
            pub(crate) fn spellings(self) -> &'static [&'static str] {
                match self { $(Self::$option => &[$($spelling),+]),* }
            }

            /// The name to write.
            pub(crate) fn name(self) -> &'static str {
                self.spellings()[0]
            }

            /// How many there are.
            pub(super) const COUNT: usize = [$(Self::$option),*].len();
        }
    };
}

options! {
    AccountCode = "accountcode", Acl = "acl", Allow = "allow", AllowExternalDomains = "allowexternaldomains",
    AllowGuest = "allowguest", AllowOverlap = "allowoverlap", AllowSubscribe = "allowsubscribe",
    AllowTransfer = "allowtransfer", AlwaysAuthReject = "alwaysauthreject", AmaFlags = "amaflags", Auth = "auth",
    AuthFailureEvents = "authfailureevents", AutoCreatePeer = "autocreatepeer", AutoFraming = "autoframing",
    Avpf = "avpf", BindPort = "bindport", BusyLevel = "busylevel", CallCounter = "callcounter",
    CallGroup = "callgroup", CallLimit = "call-limit", CallbackExtension = "callbackextension",
    CallerId = "callerid", CallingPres = "callingpres", CidNumber = "cid_number", CidTag = "cid_tag",
    CompactHeaders = "compactheaders", ContactAcl = "contactacl", ContactDeny = "contactdeny",
    ContactPermit = "contactpermit", Context = "context", CosAudio = "cos_audio", CosSip = "cos_sip",
    CosVideo = "cos_video", DefaultExpiry = "defaultexpiry" | "defaultexpirey", DefaultIp = "defaultip",
    DefaultUser = "defaultuser" | "username", Deny = "deny", Description = "description",
    DirectMedia = "directmedia" | "canreinvite", DirectMediaAcl = "directmediaacl",
    DirectMediaDeny = "directmediadeny", DirectMediaPermit = "directmediapermit", DirectRtpSetup = "directrtpsetup",
    Disallow = "disallow", Domain = "domain", DomainsAsRealm = "domainsasrealm",
    DtlsAutoGenerateCert = "dtlsautogeneratecert", DtlsCaFile = "dtlscafile",
    DtlsCaPath = "dtlscapath" | "dtlscadir", DtlsCertFile = "dtlscertfile", DtlsCipher = "dtlscipher",
    DtlsEnable = "dtlsenable", DtlsFingerprint = "dtlsfingerprint", DtlsPrivateKey = "dtlsprivatekey",
    DtlsRekey = "dtlsrekey", DtlsSetup = "dtlssetup", DtlsVerify = "dtlsverify", DtmfMode = "dtmfmode",
    Encryption = "encryption", EncryptionTagLen = "encryption_taglen", ExternAddr = "externaddr" | "externip",
    ExternHost = "externhost", ExternRefresh = "externrefresh", ExternTcpPort = "externtcpport",
    ExternTlsPort = "externtlsport", FaxDetect = "faxdetect", ForceAvp = "force_avp", FromDomain = "fromdomain",
    FromUser = "fromuser", FullName = "fullname", G726NonStandard = "g726nonstandard",
    HasVoicemail = "hasvoicemail", Header = "header", Host = "host", IceSupport = "icesupport",
    IgnoreSdpVersion = "ignoresdpversion", Insecure = "insecure", KeepAlive = "keepalive", Language = "language",
    LegacyUserOptionParsing = "legacy_useroption_parsing", LocalNet = "localnet", Mailbox = "mailbox",
    MatchAuthUsername = "match_auth_username", MaxCallBitrate = "maxcallbitrate",
    MaxExpiry = "maxexpiry" | "maxexpirey", MaxForwards = "maxforwards", Md5Secret = "md5secret",
    MediaAddress = "media_address", MessageContext = "outofcall_message_context",
    MinExpiry = "minexpiry" | "minexpirey", MohInterpret = "mohinterpret", MohSuggest = "mohsuggest",
    MwiFrom = "mwi_from", NamedCallGroup = "namedcallgroup", NamedPickupGroup = "namedpickupgroup", Nat = "nat",
    NotifyCid = "notifycid", NotifyHold = "notifyhold", NotifyRinging = "notifyringing",
    OutboundProxy = "outboundproxy", ParkingLot = "parkinglot", Pedantic = "pedantic", Permit = "permit",
    PickupGroup = "pickupgroup", Port = "port", PreferredCodecOnly = "preferred_codec_only",
    PrematureMedia = "prematuremedia", ProgressInband = "progressinband", PromiscRedir = "promiscredir",
    Qualify = "qualify", QualifyFreq = "qualifyfreq", Realm = "realm", RecordHistory = "recordhistory",
    RecordOffFeature = "recordofffeature", RecordOnFeature = "recordonfeature", RegContext = "regcontext",
    RegExten = "regexten", RegExtenOnQualify = "regextenonqualify", Register = "register",
    RegisterAttempts = "registerattempts", RegisterRetry403 = "register_retry_403",
    RegisterTimeout = "registertimeout", RelaxDtmf = "relaxdtmf", RemoteSecret = "remotesecret",
    Rfc2833Compensate = "rfc2833compensate", RpidImmediate = "rpid_immediate", RpidUpdate = "rpid_update",
    RtcpMux = "rtcp_mux", RtpBindAddr = "rtpbindaddr", RtpEngine = "rtp_engine", RtpHoldTimeout = "rtpholdtimeout",
    RtpKeepAlive = "rtpkeepalive", RtpTimeout = "rtptimeout", SdpOwner = "sdpowner", SdpSession = "sdpsession",
    Secret = "secret", SendDiversion = "send_diversion", SendRpid = "sendrpid",
    SessionExpires = "session-expires", SessionMinSe = "session-minse", SessionRefresher = "session-refresher",
    SessionTimers = "session-timers", SetVar = "setvar", SipDebug = "sipdebug", SrvLookup = "srvlookup",
    StoreSipCause = "storesipcause", SubMaxExpiry = "submaxexpiry" | "submaxexpirey",
    SubMinExpiry = "subminexpiry" | "subminexpirey", SubscribeContext = "subscribecontext",
    SubscribeMwi = "subscribemwi", SupportPath = "supportpath", T1Min = "t1min", T38Udptl = "t38pt_udptl",
    T38UseRtpSource = "t38pt_usertpsource", TcpBindAddr = "tcpbindaddr", TcpEnable = "tcpenable",
    TextSupport = "textsupport", TimerB = "timerb", TimerT1 = "timert1",
    TlsBindAddr = "tlsbindaddr" | "sslbindaddr", TlsCaFile = "tlscafile", TlsCaPath = "tlscapath" | "tlscadir",
    TlsCertFile = "tlscertfile" | "tlscert" | "sslcert", TlsCipher = "tlscipher" | "sslcipher",
    TlsClientMethod = "tlsclientmethod" | "sslclientmethod", TlsDontVerifyServer = "tlsdontverifyserver",
    TlsEnable = "tlsenable" | "sslenable", TlsPrivateKey = "tlsprivatekey" | "sslprivatekey",
    ToneZone = "tonezone", TosAudio = "tos_audio", TosSip = "tos_sip", TosVideo = "tos_video",
    Transport = "transport", TrunkName = "trunkname", TrustIdOutbound = "trust_id_outbound",
    TrustRpid = "trustrpid", Type = "type", UdpBindAddr = "udpbindaddr" | "bindaddr",
    UnsolicitedMailbox = "unsolicited_mailbox", UseClientCode = "useclientcode", UseReqPhone = "usereqphone",
    UseQ850Reason = "use_q850_reason", UserAgent = "useragent", VideoSupport = "videosupport",
    VmExten = "vmexten", WebsocketEnabled = "websocket_enabled",
}
