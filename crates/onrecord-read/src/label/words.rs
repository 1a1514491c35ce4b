//! The words that labels are told from sentences, fields and sounds by, in English and Spanish.

/// Lower-case words within names.
pub(super) const PARTICLES: &str = "\
    de|del|la|las|los|el|y|e|da|do|dos|van|von|der|den|bin|al|of|the";

/// Titles that are written with a full stop.
pub(super) const TITLES: &str = "\
    mr|mrs|ms|dr|dra|sr|sra|srta|lic|licda|ing|arq|prof|profa|gen|gral|col|cap|capt|cmdr|lt|tte|\
    sgt|sgto|det|insp|hon|sen|rep|gov|st|jr|rev|vda";

/// Words that no description of a speaker has: verbs of saying, and what makes a clause.
pub(super) const NO_ROLE: &str = "\
    said|says|asked|asks|added|told|wrote|replied|explained|continued|stated|noted|argued|claimed|\
    insisted|concluded|continuo|afirmo|senalo|aseguro|declaro|concluyo|insistio|is|are|was|were|be|has|have|had|do|\
    did|will|can|this|that|these|those|it|he|she|we|they|you|here|there|and|but|if|as|to|for|in|\
    on|at|with|dijo|dice|pregunto|respondio|agrego|anadio|explico|es|son|era|fue|hay|que|esto|\
    eso|esta|aqui|pero|si|en|con|por|para";

/// What stands in front of a colon and is nobody: fields, headings, pointers, turns of phrase.
pub(super) const NO_NAMES: &str = "\
    note|notes|nota|notas|warning|aviso|advertencia|update|actualizacion|correction|correccion|\
    source|sources|fuente|fuentes|photo|photos|foto|fotos|image|imagen|video|audio|caption|\
    credit|credito|see also|see|read more|read also|related|lea tambien|lee tambien|lea mas|vea|\
    vea tambien|ver tambien|mas informacion|from|to|cc|bcc|sent|subject|de|para|asunto|enviado|\
    date|time|fecha|hora|place|location|lugar|name|nombre|age|edad|address|direccion|phone|tel|\
    telefono|email|e-mail|correo|web|url|link|enlace|title|titulo|author|autor|by|por|page|\
    pagina|chapter|capitulo|section|seccion|part|parte|step|paso|figure|figura|table|tabla|\
    total|example|ejemplo|summary|resumen|conclusion|abstract|keywords|present|absent|presentes|\
    ausentes|attendees|asistentes|agenda|pros|cons|price|precio|status|id|isbn|remember|\
    breaking|q&a|faq|p&r|\
    problem|problema|solution|solucion|myth|mito|fact|facts|hecho|hechos|reality|realidad|truth|\
    verdad|claim|verdict|veredicto|rating|calificacion|background|contexto|context|impact|impacto|\
    cause|causa|effect|efecto|goal|objetivo|tip|tips|consejo|consejos|pro|con|strength|weakness|\
    fortaleza|debilidad|before|after|antes|despues|advantage|advantages|disadvantage|\
    disadvantages|ventaja|ventajas|desventaja|desventajas|reason|razon|result|resultado|topic|\
    tema|option|opcion|objective|conclusiones|key point|bottom line|verified|false|falso|true|\
    cierto|enganoso|misleading";

/// What captions write in brackets for the ear.
pub(super) const SOUNDS: &str = "\
    music|musica|musical|song|cancion|singing|sings|canta|cantan|applause|aplausos|cheering|\
    cheers|laughter|laughing|laughs|laugh|risas|rie|rien|risa|chuckles|chuckling|giggles|sighs|\
    sighing|sigh|suspira|suspiro|gasps|coughs|coughing|tose|tos|cries|crying|sobs|sobbing|llora|\
    lloran|llanto|solloza|screams|screaming|grita|gritos|whispers|whispering|susurra|groans|\
    grunts|inaudible|unintelligible|indistinct|ininteligible|crosstalk|silence|silencio|pause|\
    pausa|noise|ruido|phone|ringing|rings|beep|beeping|static|door|knocking|foreign|speaking|\
    audio|translation|\
    slams|abucheos|murmullos|ovacion|rumores|protestas|interrupcion|overlapping|clears|throat|snorts|\
    sniffs|gunshot|gunshots|siren|sirens|barking|sollozos|suspiros|susurros|timbre|golpes|interrupting|\
    interruption|ruidos|aplauso|carcajadas|voces|chuckle|giggle|gasp|grunt|groan|scream|whistles|\
    exhales|inhales|breathing|respira|exhala|inhala|bell|buzzer|thunder|footsteps|pasos|boos|booing";

/// Parties as records shorten them, in brackets behind a name.
pub(super) const PARTIES: &str = "con|lab|lib|libdem|dem|ind|ld|rep|nat|grn|plaid";

/// Articles in front of an office or a form of address.
pub(super) const ARTICLES: &str = "the|el|la|los|las";

/// Forms of address that stand in front of an office as well: `El señor PRESIDENTE`.
pub(super) const COURTESIES: &str = "mr|mrs|ms|miss|sr|sra|srta|senor|senora|senorita|senores|don|dona|hon|honorable|dr|dra|lic|ing";

/// Forms of address and offices that stand in front of a name.
pub(super) const ADDRESSES: &str = "\
    mr|mrs|ms|miss|sr|sra|srta|senor|senora|senorita|senores|don|dona|senador|senadora|diputado|\
    diputada|senator|representative|rep|sen|delegate|congressman|congresswoman|chairman|chairwoman|\
    chair|chairperson|dr|dra|doctor|doctora|lord|lady|baroness|viscount|earl|sir|dame|judge|\
    justice|juez|jueza|magistrado|magistrada|hon|honorable|governor|gov|gobernador|gobernadora|\
    minister|ministro|ministra|president|presidente|presidenta|secretary|secretario|secretaria|\
    mayor|alcalde|alcaldesa|concejal|concejala|concejera|consejero|consejera|councillor|\
    councilmember|alderman|commissioner|comisionado|comisionada|director|directora|officer|\
    detective|sergeant|sargento|agente|agent|captain|capitan|colonel|coronel|general|\
    attorney|lic|licenciado|licenciada|ing|prof|profesor|profesora|professor|regidor|regidora|\
    speaker|procurador|procuradora|fiscal|inspector|inspectora";

/// What records call those who talk.
pub(super) const TALKERS: &str = "\
    interviewer|interviewee|entrevistador|entrevistadora|entrevistado|entrevistada|speaker|\
    hablante|orador|oradora|locutor|locutora|moderator|moderador|moderadora|host|cohost|guest|\
    invitado|invitada|anfitrion|anfitriona|presenter|presentador|presentadora|narrator|narrador|\
    narradora|caller|operator|dispatcher|participant|participante|researcher|investigador|\
    investigadora|reporter|reportera|reportero|periodista|journalist|interpreter|interprete|\
    translator|traductor|traductora|court|witness|testigo|clerk|bailiff|counsel|chair|chairman|\
    chairwoman|presidente|presidenta|president|secretario|secretaria|prosecutor|defense|defence|\
    defensa|defensor|defensora|fiscal|fiscalia|juez|jueza|judge|tribunal|juzgado|magistrado|\
    magistrada|abogado|abogada|defendant|acusado|acusada|imputado|imputada|declarante|deponent|\
    perito|perita|juror|plaintiff|videographer|reporter|stenographer|voice|voz|male|female|\
    unidentified|audience|publico|members|member|diputados|senadores|officer";
