<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BytesPanel</name>
    <message>
        <source>receive buffers</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>send buffers</source>
        <translation>Sendepuffer</translation>
    </message>
</context>
<context>
    <name>Caption</name>
    <message>
        <source>capacity %1</source>
        <translation>Kapazität %1</translation>
    </message>
    <message>
        <source>marks %1 and %2</source>
        <translation>Marken %1 und %2</translation>
    </message>
    <message>
        <source>goal %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>and %1 limits more</source>
        <translation>und %1 weitere Grenzen</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>units: %1</source>
        <translation>Einheiten: %1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, bei %2</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>statistics since %1</source>
        <translation>Statistik seit %1</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>Time in the stage</source>
        <translation>Verweilzeit in der Stufe</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Buffer bloat</source>
        <translation>Bufferbloat</translation>
    </message>
    <message>
        <source>Retries, timeouts and dead work</source>
        <translation>Wiederholungen, Zeitüberschreitungen, vergebliche Arbeit</translation>
    </message>
    <message>
        <source>Pressure signals</source>
        <translation>Backpressure-Signale</translation>
    </message>
    <message>
        <source>Time of the workers</source>
        <translation>Zeit der Worker</translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation>Wo die Bytes sind</translation>
    </message>
    <message>
        <source>Pressure by client</source>
        <translation>Last nach Client</translation>
    </message>
    <message>
        <source>Histogram of times</source>
        <translation>Histogramm der Zeiten</translation>
    </message>
    <message>
        <source>Cumulative distribution</source>
        <translation>Verteilungsfunktion</translation>
    </message>
    <message>
        <source>Tail of the distribution</source>
        <translation>Ausläufer der Verteilung</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>full in</source>
        <translation>voll in</translation>
    </message>
    <message>
        <source>empty in</source>
        <translation>leer in</translation>
    </message>
    <message>
        <source>Queue depth, bytes</source>
        <translation>Länge der Warteschlange, Bytes</translation>
    </message>
    <message>
        <source>Queue depth, items</source>
        <translation>Länge der Warteschlange, Aufträge</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>drain time</source>
        <translation>Abbauzeit</translation>
    </message>
    <message>
        <source>Time in %1</source>
        <translation>Verweilzeit in %1</translation>
    </message>
    <message>
        <source>wait p95</source>
        <translation>Warten p95</translation>
    </message>
    <message>
        <source>service p95</source>
        <translation>Bedienung p95</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>baseline p99</source>
        <translation>Vergleich p99</translation>
    </message>
    <message>
        <source>Throughput, per second</source>
        <translation>Durchsatz, pro Sekunde</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>excess p95</source>
        <translation>Überschuss p95</translation>
    </message>
    <message>
        <source>standing</source>
        <translation>stehend</translation>
    </message>
    <message>
        <source>Retries and dead work of all senders, per second</source>
        <translation>Wiederholungen und vergebliche Arbeit aller Sender, pro Sekunde</translation>
    </message>
    <message>
        <source>dead work</source>
        <translation>vergebliche Arbeit</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation>Zeitüberschreitungen</translation>
    </message>
    <message>
        <source>useful</source>
        <translation>nützlich</translation>
    </message>
    <message>
        <source>wait %1</source>
        <translation>Warten %1</translation>
    </message>
    <message>
        <source>time %1</source>
        <translation>Zeit %1</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Bedienung %1</translation>
    </message>
    <message>
        <source>, at B %1, difference %2</source>
        <translation>, bei B %1, Differenz %2</translation>
    </message>
    <message>
        <source>grade %1</source>
        <translation>Note %1</translation>
    </message>
    <message>
        <source>At %1: %2.</source>
        <translation>Bei %1: %2.</translation>
    </message>
    <message>
        <source>No visit was completed yet.</source>
        <translation>Noch kein Besuch ist abgeschlossen.</translation>
    </message>
    <message>
        <source>No node has a limited number of workers.</source>
        <translation>Kein Knoten hat eine begrenzte Zahl von Workern.</translation>
    </message>
    <message>
        <source>%1 busy, %2 blocked</source>
        <translation>%1 beschäftigt, %2 blockiert</translation>
    </message>
    <message>
        <source>%1 busy</source>
        <translation>%1 beschäftigt</translation>
    </message>
    <message>
        <source>receive buffers</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>send buffers</source>
        <translation>Sendepuffer</translation>
    </message>
    <message>
        <source>%1 queue</source>
        <translation>Warteschlange %1</translation>
    </message>
    <message>
        <source>Nothing holds bytes here.</source>
        <translation>Hier hält nichts Bytes.</translation>
    </message>
    <message>
        <source>No producer has several clients.</source>
        <translation>Kein Erzeuger hat mehrere Clients.</translation>
    </message>
    <message>
        <source>client %1, hostile</source>
        <translation>Client %1, feindlich</translation>
    </message>
    <message>
        <source>client %1</source>
        <translation>Client %1</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>blocked, no room ahead</source>
        <translation>blockiert, vorn kein Platz</translation>
    </message>
    <message>
        <source>queues and store</source>
        <translation>Warteschlangen und Speicher</translation>
    </message>
    <message>
        <source>held by the sender</source>
        <translation>beim Sender gehalten</translation>
    </message>
    <message>
        <source>send buffer</source>
        <translation>Sendepuffer</translation>
    </message>
    <message>
        <source>receive buffer</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>requests under way</source>
        <translation>Anfragen unterwegs</translation>
    </message>
    <message>
        <source>of the hostile one</source>
        <translation>des feindlichen</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>unter Druck</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation>Noch nichts gemessen.</translation>
    </message>
    <message>
        <source>Time of the workers, last %1</source>
        <translation>Zeit der Worker, letzte %1</translation>
    </message>
    <message>
        <source>Clients of %1, %2 of %3</source>
        <translation>Clients von %1, %2 von %3</translation>
    </message>
    <message>
        <source>Clients of %1</source>
        <translation>Clients von %1</translation>
    </message>
    <message>
        <source>Select a stage, or a producer that feeds one.</source>
        <translation>Wählen Sie eine Stufe oder einen Erzeuger, der eine beliefert.</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>capacity %1</source>
        <translation>Kapazität %1</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>%1 an</translation>
    </message>
    <message>
        <source>Histogram of %1</source>
        <translation>Histogramm von %1</translation>
    </message>
    <message>
        <source>CDF of %1</source>
        <translation>Verteilungsfunktion von %1</translation>
    </message>
    <message>
        <source>Tail of %1</source>
        <translation>Ausläufer von %1</translation>
    </message>
    <message>
        <source>of visits per doubling of time</source>
        <translation>der Besuche je Verdopplung der Zeit</translation>
    </message>
    <message>
        <source>of visits take at most</source>
        <translation>der Besuche dauern höchstens</translation>
    </message>
    <message>
        <source>of visits take longer</source>
        <translation>der Besuche dauern länger</translation>
    </message>
    <message>
        <source>%1, %2 refused</source>
        <translation>%1, %2 abgelehnt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>%1 is pressed, %2 of the time</source>
        <translation>%1 steht unter Druck, %2 der Zeit</translation>
    </message>
    <message>
        <source>%1 is not pressed, %2 of the time</source>
        <translation>%1 steht nicht unter Druck, %2 der Zeit</translation>
    </message>
    <message>
        <source>high %1 → %2</source>
        <translation>obere Marke %1 → %2</translation>
    </message>
    <message>
        <source>low %1 → %2</source>
        <translation>untere Marke %1 → %2</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1, tried on forks with the same draws, from %2 on for %3:</source>
        <translation>%1, an Abzweigungen mit denselben Zufallszahlen versucht, ab %2 über %3:</translation>
    </message>
</context>
<context>
    <name>Guess</name>
    <message>
        <source>like 200 ms</source>
        <translation>etwa 200 ms</translation>
    </message>
    <message>
        <source>like 5 %</source>
        <translation>etwa 5 %</translation>
    </message>
    <message>
        <source>like 90/s</source>
        <translation>etwa 90/s</translation>
    </message>
    <message>
        <source>like 60/min</source>
        <translation>etwa 60/min</translation>
    </message>
    <message>
        <source>like 100</source>
        <translation>etwa 100</translation>
    </message>
    <message>
        <source>exactly right</source>
        <translation>genau richtig</translation>
    </message>
    <message>
        <source>close</source>
        <translation>nah dran</translation>
    </message>
    <message>
        <source>too high</source>
        <translation>zu hoch</translation>
    </message>
    <message>
        <source>too low</source>
        <translation>zu niedrig</translation>
    </message>
    <message>
        <source>%1 % too high</source>
        <translation>%1 % zu hoch</translation>
    </message>
    <message>
        <source>%1 % too low</source>
        <translation>%1 % zu niedrig</translation>
    </message>
    <message>
        <source>%1 times too high</source>
        <translation>%1-mal zu hoch</translation>
    </message>
    <message>
        <source>%1 times too low</source>
        <translation>%1-mal zu niedrig</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>most replicas</source>
        <translation>höchstens Replikate</translation>
    </message>
    <message>
        <source>fewest replicas</source>
        <translation>mindestens Replikate</translation>
    </message>
    <message>
        <source>Replicas that may run at the same time.</source>
        <translation>So viele Replikate dürfen gleichzeitig laufen.</translation>
    </message>
    <message>
        <source>Replicas that always run.</source>
        <translation>So viele Replikate laufen immer.</translation>
    </message>
    <message>
        <source>Most replicas</source>
        <translation>Replikate, höchstens</translation>
    </message>
    <message>
        <source>Fewest replicas</source>
        <translation>Replikate, mindestens</translation>
    </message>
    <message>
        <source>hard limit</source>
        <translation>harte Grenze</translation>
    </message>
    <message>
        <source>soft limit</source>
        <translation>weiche Grenze</translation>
    </message>
    <message>
        <source>A replica never gets more; when all are at it, what comes waits before them.</source>
        <translation>Mehr bekommt ein Replikat nie; stehen alle daran, wartet davor, was noch kommt.</translation>
    </message>
    <message>
        <source>At it a replica counts as loaded: others are preferred, and one more is started.</source>
        <translation>Ab hier gilt ein Replikat als ausgelastet: Andere werden bevorzugt, und ein weiteres wird gestartet.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Hard limit</source>
        <translation>Harte Grenze</translation>
    </message>
    <message>
        <source>Soft limit</source>
        <translation>Weiche Grenze</translation>
    </message>
    <message>
        <source>start delay</source>
        <translation>Startverzögerung</translation>
    </message>
    <message>
        <source>How long a replica takes to start.</source>
        <translation>So lange braucht ein Replikat zum Starten.</translation>
    </message>
    <message>
        <source>Start delay</source>
        <translation>Startverzögerung</translation>
    </message>
    <message>
        <source>stop after</source>
        <translation>Stopp nach</translation>
    </message>
    <message>
        <source>The time between two looks for a replica too many.</source>
        <translation>Die Zeit zwischen zwei Prüfungen, ob ein Replikat zu viel läuft.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Stop one too many every</source>
        <translation>Eines zu viel stoppen alle</translation>
    </message>
    <message>
        <source>Load is counted in</source>
        <translation>Last zählt</translation>
    </message>
    <message>
        <source>load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Connections: a client keeps one to a replica while it has items inside. Requests: the items inside.</source>
        <translation>Verbindungen: Ein Client hält eine zu einem Replikat, solange er Aufträge darin hat. Anfragen: die Aufträge darin.</translation>
    </message>
    <message>
        <source>standing %1</source>
        <translation>stehend %1</translation>
    </message>
    <message>
        <source>useful %1</source>
        <translation>nützlich %1</translation>
    </message>
    <message>
        <source>unused %1</source>
        <translation>unbenutzt %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Nobody waits here: the queue adds no time.</source>
        <translation>Hier wartet niemand: Die Warteschlange kostet keine Zeit.</translation>
    </message>
    <message>
        <source>The queue runs empty again and again: its places take bursts and add no standing time.</source>
        <translation>Die Warteschlange wird immer wieder leer: Ihre Plätze fangen Stöße auf, ohne zu bremsen.</translation>
    </message>
    <message>
        <source>%1 of %2 are never empty: they add %3 and no throughput.</source>
        <translation>%1 von %2 sind nie leer: Sie kosten %3 und bringen keinen Durchsatz.</translation>
    </message>
    <message>
        <source>%1 of %2 places are never empty: they add %3 and no throughput.</source>
        <translation>%1 von %2 Plätzen sind nie leer: Sie kosten %3 und bringen keinen Durchsatz.</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>since the warm-up</source>
        <translation>seit dem Anlauf</translation>
    </message>
    <message>
        <source>since the start</source>
        <translation>seit dem Start</translation>
    </message>
    <message>
        <source>not enough data: %1 of %2</source>
        <translation>nicht genug Daten: %1 von %2</translation>
    </message>
    <message>
        <source>not enough data: %1 samples, too alike to grade</source>
        <translation>nicht genug Daten: %1 zu gleiche Werte</translation>
    </message>
    <message>
        <source>+%1 at p99</source>
        <translation>+%1 bei p99</translation>
    </message>
    <message>
        <source>over %1 when nobody waits</source>
        <translation>über %1, wenn niemand wartet</translation>
    </message>
    <message>
        <source>bloat ratio %1</source>
        <translation>Bloat-Verhältnis %1</translation>
    </message>
    <message>
        <source>high</source>
        <translation>obere Marke</translation>
    </message>
    <message>
        <source>low</source>
        <translation>untere Marke</translation>
    </message>
    <message>
        <source>When the slowest reader has this many unread, the signal goes on and senders are asked to wait.</source>
        <translation>Hat der langsamste Leser so viele ungelesen, geht das Signal an, und Sender werden gebeten zu warten.</translation>
    </message>
    <message>
        <source>When the slowest reader has no more than this unread, the signal goes off and senders go on.</source>
        <translation>Hat der langsamste Leser nicht mehr als so viele ungelesen, geht das Signal aus, und Sender machen weiter.</translation>
    </message>
    <message>
        <source>High mark</source>
        <translation>Obere Marke</translation>
    </message>
    <message>
        <source>Low mark</source>
        <translation>Untere Marke</translation>
    </message>
    <message>
        <source>kill above</source>
        <translation>beenden ab</translation>
    </message>
    <message>
        <source>A reader with more unread items is killed, so that it holds the others no longer.</source>
        <translation>Ein Leser mit mehr ungelesenen Aufträgen wird beendet, damit er die anderen nicht länger aufhält.</translation>
    </message>
    <message>
        <source>Kill a reader above</source>
        <translation>Leser beenden ab</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>neueste</translation>
    </message>
    <message>
        <source>When a reader&apos;s buffer is full</source>
        <translation>Wenn der Puffer eines Lesers voll ist</translation>
    </message>
    <message>
        <source>when full</source>
        <translation>wenn voll</translation>
    </message>
    <message>
        <source>What happens to an item for which one reader has no room: it is turned away (reject), its sender waits at the door (block), or it is lost (newest).</source>
        <translation>Was mit einem Auftrag geschieht, für den ein Leser keinen Platz hat: Er wird abgewiesen (ablehnen), sein Sender wartet vor der Tür (blockieren), oder er geht verloren (neueste).</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>The mean time that this reader spends on one item. The kind of its distribution stays as it is.</source>
        <translation>Die mittlere Zeit, die dieser Leser für einen Auftrag braucht. Die Art der Verteilung bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Service time, %1</source>
        <translation>Bedienzeit, %1</translation>
    </message>
    <message>
        <source>Service time</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>Service distribution</source>
        <translation>Verteilung der Bedienzeit</translation>
    </message>
    <message>
        <source>The whole law of this reader&apos;s service time.</source>
        <translation>Das ganze Gesetz der Bedienzeit dieses Lesers.</translation>
    </message>
    <message>
        <source>buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Unread items at which the channel is full for this reader.</source>
        <translation>Ab so vielen ungelesenen Aufträgen ist der Kanal für diesen Leser voll.</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Reads, or was killed</source>
        <translation>Liest, oder wurde beendet</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>A killed reader drops what it has not read and holds nobody any longer.</source>
        <translation>Ein beendeter Leser verwirft, was er nicht gelesen hat, und hält niemanden mehr auf.</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>Little: L = λ·W</source>
        <translation>Little: L = λ·W</translation>
    </message>
    <message>
        <source>The items inside on average, against the rate of those that went through, times the mean time that they spent. Both are measured, since the warm-up or the last change; the law holds for every order and every distribution.</source>
        <translation>Die Aufträge darin im Mittel, gegen die Rate derer, die hindurchgingen, mal der mittleren Zeit, die sie brauchten. Beides ist gemessen, seit dem Anlauf oder der letzten Änderung; das Gesetz gilt für jede Ordnung und jede Verteilung.</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>noch keine Daten</translation>
    </message>
    <message>
        <source>busy, no limit on workers</source>
        <translation>beschäftigt, ohne Grenze</translation>
    </message>
    <message>
        <source>utilisation, 1 worker</source>
        <translation>Auslastung, 1 Worker</translation>
    </message>
    <message>
        <source>utilisation, %1 workers</source>
        <translation>Auslastung, %1 Worker</translation>
    </message>
    <message>
        <source>The measured share of busy workers, against the load that was let in: rate times mean service time, over the number of workers. Since the last change, half a minute at most.</source>
        <translation>Der gemessene Anteil beschäftigter Worker, gegen die eingelassene Last: Rate mal mittlere Bedienzeit, geteilt durch die Zahl der Worker. Seit der letzten Änderung, höchstens eine halbe Minute.</translation>
    </message>
    <message>
        <source>no closed form</source>
        <translation>keine Formel</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>items conserved</source>
        <translation>Aufträge erhalten</translation>
    </message>
    <message>
        <source>Offered = accepted + refused, and accepted = completed + dropped + expired + failed + inside: no item may vanish.</source>
        <translation>Angeboten = angenommen + abgelehnt, und angenommen = erledigt + verworfen + abgelaufen + fehlgeschlagen + darin: Kein Auftrag darf verschwinden.</translation>
    </message>
    <message>
        <source>p99 with a band of marks</source>
        <translation>p99 mit zwei Marken</translation>
    </message>
    <message>
        <source>Senders stop and go with the signal, so arrivals depend on the level. Only simulation answers this.</source>
        <translation>Sender halten an und fahren fort, wie das Signal es sagt; die Ankünfte hängen also vom Stand ab. Das beantwortet nur die Simulation.</translation>
    </message>
    <message>
        <source>p99, general service time</source>
        <translation>p99, beliebige Bedienzeit</translation>
    </message>
    <message>
        <source>Percentiles have a formula for exponential service only.</source>
        <translation>Für Perzentile gibt es eine Formel nur bei exponentieller Bedienzeit.</translation>
    </message>
    <message>
        <source>items conserved, whole run</source>
        <translation>Aufträge erhalten, ganzer Lauf</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>block</source>
        <translation>blockieren</translation>
    </message>
    <message>
        <source>drop-newest</source>
        <translation>neueste verwerfen</translation>
    </message>
    <message>
        <source>drop-oldest</source>
        <translation>älteste verwerfen</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>drain-time</source>
        <translation>Abbauzeit</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>warten</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>shed</source>
        <translation>abwerfen</translation>
    </message>
    <message>
        <source>adaptive-lifo</source>
        <translation>adaptiv lifo</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>priority-preemptive</source>
        <translation>Priorität, verdrängend</translation>
    </message>
    <message>
        <source>processor-sharing</source>
        <translation>Worker teilen</translation>
    </message>
    <message>
        <source>after-service</source>
        <translation>nach der Bedienung</translation>
    </message>
    <message>
        <source>before-service</source>
        <translation>vor der Bedienung</translation>
    </message>
    <message>
        <source>controlled-delay</source>
        <translation>controlled delay</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>respect</source>
        <translation>beachten</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>decorrelated</source>
        <translation>dekorreliert</translation>
    </message>
    <message>
        <source>proportional</source>
        <translation>anteilig</translation>
    </message>
    <message>
        <source>true</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>false</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>items</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>When items come, such as poisson(80/s), onoff(200/s, 1s, 4s) or closed(users=50, think=exponential(1s)).</source>
        <translation>Wann Aufträge kommen, etwa poisson(80/s), onoff(200/s, 1s, 4s) oder closed(users=50, think=exponential(1s)).</translation>
    </message>
    <message>
        <source>Of its items, where a queue goes by priority. 0 is the most urgent.</source>
        <translation>Die seiner Aufträge, wo eine Warteschlange nach Priorität geht. 0 ist am dringendsten.</translation>
    </message>
    <message>
        <source>Priority, 0 first</source>
        <translation>Priorität, 0 zuerst</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>From the creation of an attempt until a worker takes it; what is older when its turn comes is removed.</source>
        <translation>Von der Entstehung eines Versuchs, bis ein Worker ihn nimmt; was älter ist, wenn es an die Reihe kommt, wird entfernt.</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Patience in a queue</source>
        <translation>Geduld in einer Warteschlange</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>How long an item waits in one queue before it leaves: a distribution such as exponential(2s). Empty: for ever.</source>
        <translation>Wie lange ein Auftrag in einer Warteschlange wartet, bevor er geht: eine Verteilung wie exponential(2s). Leer: für immer.</translation>
    </message>
    <message>
        <source>It sends so many and stops.</source>
        <translation>So viele sendet er, dann hört er auf.</translation>
    </message>
    <message>
        <source>Items in all</source>
        <translation>Aufträge insgesamt</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Independent senders that share the rate. Each waits on its own when it is held back.</source>
        <translation>Unabhängige Sender, die sich die Rate teilen. Jeder wartet für sich, wenn er zurückgehalten wird.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>hostile</source>
        <translation>feindlich</translation>
    </message>
    <message>
        <source>Client 0 sends so many times its share, ignores the signal and retries at once.</source>
        <translation>Client 0 sendet ein so Vielfaches seines Anteils, ignoriert das Signal und wiederholt sofort.</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Hostile client, times its share</source>
        <translation>Feindlicher Client, Vielfaches</translation>
    </message>
    <message>
        <source>Clients that are cut off</source>
        <translation>Abgetrennte Clients</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgetrennt</translation>
    </message>
    <message>
        <source>Their numbers, from 0 on, in brackets: [0, 3]. They send nothing more. Empty: none.</source>
        <translation>Ihre Nummern, ab 0, in Klammern: [0, 3]. Sie senden nichts mehr. Leer: keine.</translation>
    </message>
    <message>
        <source>Add a member</source>
        <translation>Mitglied hinzufügen</translation>
    </message>
    <message>
        <source>Asked as number %1</source>
        <translation>Gefragt als Nummer %1</translation>
    </message>
    <message>
        <source>admission</source>
        <translation>Zulassung</translation>
    </message>
    <message>
        <source>Such as token-bucket(100/s, 20), concurrency(20, 25), watermark, quota(10/s), adaptive-throttle(k=2), gradient2, vegas or aimd. They are asked in this order before the queue; the first refusal ends it. Empty: taken out.</source>
        <translation>Etwa token-bucket(100/s, 20), concurrency(20, 25), watermark, quota(10/s), adaptive-throttle(k=2), gradient2, vegas oder aimd. Sie werden in dieser Reihenfolge vor der Warteschlange gefragt; die erste Ablehnung beendet es. Leer: herausgenommen.</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>Abbau</translation>
    </message>
    <message>
        <source>Workers follow</source>
        <translation>Worker folgen</translation>
    </message>
    <message>
        <source>autoscale</source>
        <translation>Autoscaling</translation>
    </message>
    <message>
        <source>What decides the number of workers: how busy they are, the waiting items per worker (depth), the time to drain the queue, or the age of the oldest item (lag).</source>
        <translation>Was die Zahl der Worker bestimmt: wie beschäftigt sie sind (tätig), die wartenden Aufträge je Worker (Länge), die Zeit zum Abbauen der Warteschlange (Abbau) oder das Alter des ältesten Auftrags (Alter).</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The value of the metric that the autoscaler aims at.</source>
        <translation>Der Wert der Größe, auf den der Autoscaler zielt.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>most workers</source>
        <translation>höchstens Worker</translation>
    </message>
    <message>
        <source>fewest workers</source>
        <translation>mindestens Worker</translation>
    </message>
    <message>
        <source>The autoscaler never orders more workers.</source>
        <translation>Mehr Worker bestellt der Autoscaler nie.</translation>
    </message>
    <message>
        <source>The autoscaler never leaves fewer workers.</source>
        <translation>Weniger Worker lässt der Autoscaler nie übrig.</translation>
    </message>
    <message>
        <source>Most workers</source>
        <translation>Worker, höchstens</translation>
    </message>
    <message>
        <source>Fewest workers</source>
        <translation>Worker, mindestens</translation>
    </message>
    <message>
        <source>Items inside per worker at which an arrival orders one more worker at once.</source>
        <translation>Ab so vielen Aufträgen je Worker bestellt eine Ankunft sofort einen weiteren Worker.</translation>
    </message>
    <message>
        <source>Soft limit per worker</source>
        <translation>Weiche Grenze je Worker</translation>
    </message>
    <message>
        <source>credits</source>
        <translation>Credits</translation>
    </message>
    <message>
        <source>Items that may be under way between here and the end of the window; without a credit this queue counts as full.</source>
        <translation>So viele Aufträge dürfen zwischen hier und dem Ende des Fensters unterwegs sein; ohne Credit gilt diese Warteschlange als voll.</translation>
    </message>
    <message>
        <source>no window</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Credits</translation>
    </message>
    <message>
        <source>Credits come back when items leave</source>
        <translation>Credits kommen zurück nach</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>The name of the stage behind which a credit is given back. </source>
        <translation>Der Name der Stufe, hinter der ein Credit zurückgegeben wird. </translation>
    </message>
    <message>
        <source>From the decision until a new worker works.</source>
        <translation>Von der Entscheidung, bis ein neuer Worker arbeitet.</translation>
    </message>
    <message>
        <source>stop delay</source>
        <translation>Stoppverzögerung</translation>
    </message>
    <message>
        <source>Stop delay</source>
        <translation>Stoppverzögerung</translation>
    </message>
    <message>
        <source>From the decision until a worker stops.</source>
        <translation>Von der Entscheidung, bis ein Worker aufhört.</translation>
    </message>
    <message>
        <source>evaluated every</source>
        <translation>geprüft alle</translation>
    </message>
    <message>
        <source>Evaluated every</source>
        <translation>Geprüft alle</translation>
    </message>
    <message>
        <source>How often the metric is looked at.</source>
        <translation>Wie oft die Größe angesehen wird.</translation>
    </message>
    <message>
        <source>stabilisation</source>
        <translation>Beruhigung</translation>
    </message>
    <message>
        <source>Stabilisation</source>
        <translation>Beruhigung</translation>
    </message>
    <message>
        <source>The highest wish of so long a time counts before workers are stopped.</source>
        <translation>Der höchste Wunsch einer so langen Zeit zählt, bevor Worker gestoppt werden.</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>standing, and burst on top</source>
        <translation>stehend, und Stoß darüber</translation>
    </message>
    <message>
        <source>highest level</source>
        <translation>höchster Stand</translation>
    </message>
    <message>
        <source>%1, %2 above high</source>
        <translation>%1, %2 über oberer Marke</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>Over the time</source>
        <translation>Über die Zeit</translation>
    </message>
    <message>
        <source>workers that hang</source>
        <translation>Worker, die hängen</translation>
    </message>
    <message>
        <source>places reserved</source>
        <translation>Plätze reserviert</translation>
    </message>
    <message>
        <source>credits left</source>
        <translation>Credits frei</translation>
    </message>
    <message>
        <source>lets in, now</source>
        <translation>lässt jetzt ein</translation>
    </message>
    <message>
        <source>workers wanted, starting</source>
        <translation>Worker gewünscht, startend</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>client %1, the most</source>
        <translation>Client %1, am meisten</translation>
    </message>
    <message>
        <source>%1 inside</source>
        <translation>%1 darin</translation>
    </message>
    <message>
        <source>each other one, mean</source>
        <translation>jeder andere, im Mittel</translation>
    </message>
    <message>
        <source>client %1, %2 times its share</source>
        <translation>Client %1, %2-facher Anteil</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 unread, %2</source>
        <translation>%1 ungelesen, %2</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>starts in %1</source>
        <translation>startet in %1</translation>
    </message>
    <message>
        <source>load %1, %2 wait, stops</source>
        <translation>Last %1, %2 warten, stoppt</translation>
    </message>
    <message>
        <source>load %1, %2 wait</source>
        <translation>Last %1, %2 warten</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>replica %1</source>
        <translation>Replikat %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1: added</source>
        <translation>%1: hinzugefügt</translation>
    </message>
    <message>
        <source>%1: removed</source>
        <translation>%1: entfernt</translation>
    </message>
    <message>
        <source>Choose a node in the pipeline.</source>
        <translation>Wählen Sie einen Knoten in der Pipeline.</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>wie in der Datei</translation>
    </message>
    <message>
        <source>1 change from the file</source>
        <translation>1 Änderung gegen die Datei</translation>
    </message>
    <message>
        <source>%1 changes from the file</source>
        <translation>%1 Änderungen gegen die Datei</translation>
    </message>
    <message>
        <source>%1: at least %2</source>
        <translation>%1: mindestens %2</translation>
    </message>
    <message>
        <source>%1: a value above 0 is needed here</source>
        <translation>%1: Hier ist ein Wert über 0 nötig</translation>
    </message>
    <message>
        <source>“%1” is not a whole number of 0 or more</source>
        <translation>„%1“ ist keine ganze Zahl ab 0</translation>
    </message>
    <message>
        <source>a value is needed here</source>
        <translation>hier ist ein Wert nötig</translation>
    </message>
    <message>
        <source>%1 in batches</source>
        <translation>%1 in Stapeln</translation>
    </message>
    <message>
        <source>Arrival rate, poisson</source>
        <translation>Ankunftsrate, Poisson</translation>
    </message>
    <message>
        <source>Arrival rate, constant</source>
        <translation>Ankunftsrate, konstant</translation>
    </message>
    <message>
        <source>Arrival rate, renewal</source>
        <translation>Ankunftsrate, Erneuerung</translation>
    </message>
    <message>
        <source>Mean rate, mmpp</source>
        <translation>Mittlere Rate, MMPP</translation>
    </message>
    <message>
        <source>Mean rate, on and off</source>
        <translation>Mittlere Rate, an und aus</translation>
    </message>
    <message>
        <source>First rate, ramp</source>
        <translation>Erste Rate, Rampe</translation>
    </message>
    <message>
        <source>Mean rate, sine</source>
        <translation>Mittlere Rate, Sinus</translation>
    </message>
    <message>
        <source>Base rate, spike</source>
        <translation>Grundrate, Lastspitze</translation>
    </message>
    <message>
        <source>Arrivals, from a file</source>
        <translation>Ankünfte, aus einer Datei</translation>
    </message>
    <message>
        <source>Users, closed</source>
        <translation>Nutzer, geschlossen</translation>
    </message>
    <message>
        <source>Arrivals, saturated</source>
        <translation>Ankünfte, gesättigt</translation>
    </message>
    <message>
        <source>exit</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>The time that an item is on the wire, however short it is.</source>
        <translation>Die Zeit, die ein Auftrag auf der Leitung ist, so kurz er auch ist.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Bytes that the wire takes each second.</source>
        <translation>So viele Bytes nimmt die Leitung jede Sekunde.</translation>
    </message>
    <message>
        <source>Bandwidth, bytes per second</source>
        <translation>Bandbreite, Bytes pro Sekunde</translation>
    </message>
    <message>
        <source>send buffer</source>
        <translation>Sendepuffer</translation>
    </message>
    <message>
        <source>receive buffer</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>Bytes that the sender&apos;s kernel takes; when it is full, the sender waits.</source>
        <translation>So viele Bytes nimmt der Kernel des Senders; ist er voll, wartet der Sender.</translation>
    </message>
    <message>
        <source>Bytes that the receiver&apos;s kernel holds; when it is full, nothing is sent.</source>
        <translation>So viele Bytes hält der Kernel des Empfängers; ist er voll, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Send buffer</source>
        <translation>Sendepuffer</translation>
    </message>
    <message>
        <source>Receive buffer</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>The part of the items that is lost on the wire.</source>
        <translation>Der Anteil der Aufträge, der auf der Leitung verloren geht.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Outages of the link</source>
        <translation>Ausfälle der Verbindung</translation>
    </message>
    <message>
        <source>outages</source>
        <translation>Ausfälle</translation>
    </message>
    <message>
        <source>When nothing moves on the wire. They are set in the file.</source>
        <translation>Wann sich auf der Leitung nichts bewegt. Sie stehen in der Datei.</translation>
    </message>
    <message>
        <source>%1Link to %2: latency, buffers</source>
        <translation>%1Verbindung nach %2: Latenz, Puffer</translation>
    </message>
    <message>
        <source>%1 item</source>
        <translation>%1 Auftrag</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 Aufträge</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>ältester</translation>
    </message>
    <message>
        <source>in service</source>
        <translation>in Bedienung</translation>
    </message>
    <message>
        <source>drain time</source>
        <translation>Abbauzeit</translation>
    </message>
    <message>
        <source>arrive</source>
        <translation>kommen</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>gehen</translation>
    </message>
    <message>
        <source>switches</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>unter Druck</translation>
    </message>
    <message>
        <source>workers without limit: nobody waits for one</source>
        <translation>Worker unbegrenzt: niemand wartet auf einen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>wants</source>
        <translation>will</translation>
    </message>
    <message>
        <source>held for</source>
        <translation>gehalten seit</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denken nach</translation>
    </message>
    <message>
        <source>wait now</source>
        <translation>warten jetzt</translation>
    </message>
    <message>
        <source>retried</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>free to send</source>
        <translation>darf senden</translation>
    </message>
    <message>
        <source>held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>lag</source>
        <comment>of a reader</comment>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>%1 is the slowest and sets the pressure</source>
        <translation>%1 als langsamster bestimmt den Druck</translation>
    </message>
    <message>
        <source>nobody reads any more</source>
        <translation>niemand liest mehr</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startend</translation>
    </message>
    <message>
        <source>busy workers</source>
        <translation>Worker tätig</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>load of the running ones, of their hard limits</source>
        <translation>Last der laufenden, von ihren harten Grenzen</translation>
    </message>
    <message>
        <source>load of the running ones, of their soft limits</source>
        <translation>Last der laufenden, von ihren weichen Grenzen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Back to the file’s value, %1</source>
        <translation>Zurück zum Wert der Datei, %1</translation>
    </message>
    <message>
        <source>file: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>Queue: order, blocking, management</source>
        <translation>Warteschlange: Ordnung, Steuerung</translation>
    </message>
    <message>
        <source>Workers: distribution, failures, outages</source>
        <translation>Worker: Verteilung, Fehler, Ausfälle</translation>
    </message>
    <message>
        <source>Admission: who is let in</source>
        <translation>Zulassung: wer eingelassen wird</translation>
    </message>
    <message>
        <source>Autoscale: workers that follow the load</source>
        <translation>Autoscaling: Worker folgen der Last</translation>
    </message>
    <message>
        <source>Window and retry</source>
        <translation>Fenster und Wiederholung</translation>
    </message>
    <message>
        <source>Items: arrivals, deadline, patience</source>
        <translation>Aufträge: Ankünfte, Frist, Geduld</translation>
    </message>
    <message>
        <source>Retry: policy, base, budget</source>
        <translation>Wiederholung: Regel, Basis, Budget</translation>
    </message>
    <message>
        <source>Clients: number, hostile, cut off</source>
        <translation>Clients: Zahl, feindlich, abgetrennt</translation>
    </message>
    <message>
        <source>%1: service, buffer, kill</source>
        <translation>%1: Bedienung, Puffer, Ende</translation>
    </message>
    <message>
        <source>Each replica: workers, queue</source>
        <translation>Jedes Replikat: Worker, Warteschlange</translation>
    </message>
    <message>
        <source>Its queue: order, blocking, management</source>
        <translation>Seine Warteschlange: Ordnung, Steuerung</translation>
    </message>
    <message>
        <source>Its workers: distribution, failures</source>
        <translation>Seine Worker: Verteilung, Fehler</translation>
    </message>
    <message>
        <source>Its admission</source>
        <translation>Seine Zulassung</translation>
    </message>
    <message>
        <source>at %1 for %2</source>
        <translation>bei %1 für %2</translation>
    </message>
    <message>
        <source>What this producer wants to send: its mean rate, or the number of users of a closed source.</source>
        <translation>Was dieser Erzeuger senden will: seine mittlere Rate, oder die Zahl der Nutzer einer geschlossenen Quelle.</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>After this time the sender gives up and may try again. Work that is queued already is not cancelled.</source>
        <translation>Nach dieser Zeit gibt der Sender auf und darf es noch einmal versuchen. Was schon in einer Warteschlange steht, wird nicht zurückgenommen.</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The mean size of one item. It matters where queues count bytes.</source>
        <translation>Die mittlere Größe eines Auftrags. Sie zählt, wo Warteschlangen Bytes zählen.</translation>
    </message>
    <message>
        <source>Size, %1</source>
        <translation>Größe, %1</translation>
    </message>
    <message>
        <source>On pressure</source>
        <translation>Unter Druck</translation>
    </message>
    <message>
        <source>on pressure</source>
        <translation>bei Druck</translation>
    </message>
    <message>
        <source>What this producer does while its target is pressed or full: stop producing (wait), keep sending (ignore), or drop at the source (shed).</source>
        <translation>Was dieser Erzeuger tut, während sein Ziel unter Druck steht oder voll ist: aufhören (warten), weiter senden (ignorieren) oder an der Quelle verwerfen (abwerfen).</translation>
    </message>
    <message>
        <source>adapt.</source>
        <translation>adapt.</translation>
    </message>
    <message>
        <source>prio.</source>
        <translation>Prio.</translation>
    </message>
    <message>
        <source>preem.</source>
        <translation>verdr.</translation>
    </message>
    <message>
        <source>share</source>
        <translation>teilen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordnung</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Ordnung</translation>
    </message>
    <message>
        <source>Which waiting item is served next: the first (fifo), the last (lifo), the last while a queue stands (adaptive), the most urgent (priority), the most urgent even if it interrupts (preemptive); or all at once, sharing the workers.</source>
        <translation>Welcher wartende Auftrag als Nächstes bedient wird: der erste (fifo), der letzte (lifo), der letzte, solange eine Schlange steht (adaptiv), der dringendste (Priorität), der dringendste auch als Unterbrechung (verdrängend); oder alle zugleich, sie teilen sich die Worker.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>What the level, the marks and the capacity count. It is set in the file.</source>
        <translation>Was Stand, Marken und Kapazität zählen. Es steht in der Datei.</translation>
    </message>
    <message>
        <source>after service</source>
        <translation>nach Bedienung</translation>
    </message>
    <message>
        <source>before service</source>
        <translation>vor Bedienung</translation>
    </message>
    <message>
        <source>Workers that send here wait</source>
        <translation>Worker, die hierher senden, warten</translation>
    </message>
    <message>
        <source>blocking</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Matters when this queue blocks. After service: a worker finishes and keeps its item until there is room. Before service: it takes a place here first and does not begin until it has one.</source>
        <translation>Zählt, wenn diese Warteschlange blockiert. Nach Bedienung: Ein Worker wird fertig und behält seinen Auftrag, bis Platz ist. Vor Bedienung: Er belegt hier zuerst einen Platz und beginnt nicht, bevor er einen hat.</translation>
    </message>
    <message>
        <source>c. delay</source>
        <translation>c. delay</translation>
    </message>
    <message>
        <source>Queue management</source>
        <translation>Steuerung der Warteschlange</translation>
    </message>
    <message>
        <source>queue management</source>
        <translation>Steuerung der Warteschlange</translation>
    </message>
    <message>
        <source>Throws items away before the queue is full, so that it does not stand: by the time they waited (codel, controlled delay), by the time they would wait (pie), or by the mean length (red).</source>
        <translation>Wirft Aufträge weg, bevor die Warteschlange voll ist, damit sie nicht stehen bleibt: nach der Zeit, die sie warteten (codel, controlled delay), nach der Zeit, die sie warten würden (pie), oder nach der mittleren Länge (red).</translation>
    </message>
    <message>
        <source>Queue management with all parameters</source>
        <translation>Steuerung mit allen Parametern</translation>
    </message>
    <message>
        <source>Such as codel(target=5ms, interval=100ms), pie(target=15ms, burst=150ms) or red(low=5, high=15).</source>
        <translation>Etwa codel(target=5ms, interval=100ms), pie(target=15ms, burst=150ms) oder red(low=5, high=15).</translation>
    </message>
    <message>
        <source>Target delay</source>
        <translation>Zielwartezeit</translation>
    </message>
    <message>
        <source>The waiting time that may stand; what is above it for long is thrown away.</source>
        <translation>Die Wartezeit, die stehen bleiben darf; was lange darüber liegt, wird weggeworfen.</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>How long the target may be missed before anything is thrown away; of pie: how often it looks.</source>
        <translation>Wie lange das Ziel verfehlt werden darf, bevor etwas weggeworfen wird; bei pie: wie oft es nachsieht.</translation>
    </message>
    <message>
        <source>Right now</source>
        <translation>Gerade jetzt</translation>
    </message>
    <message>
        <source>Bloat meter</source>
        <translation>Bloat-Anzeige</translation>
    </message>
    <message>
        <source>Grade %1, %2 %3. %4</source>
        <translation>Note %1, %2 %3. %4</translation>
    </message>
    <message>
        <source>Not graded yet</source>
        <translation>Noch keine Note</translation>
    </message>
    <message>
        <source>a grade needs items that went through</source>
        <translation>eine Note braucht erledigte Aufträge</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>expon.</source>
        <translation>expon.</translation>
    </message>
    <message>
        <source>Retry policy</source>
        <translation>Regel für Wiederholungen</translation>
    </message>
    <message>
        <source>retry policy</source>
        <translation>Regel für Wiederholungen</translation>
    </message>
    <message>
        <source>What the delays between attempts follow: always the same (fixed), growing (exponential), or as gRPC or Envoy do it, with their throttles.</source>
        <translation>Wonach sich die Pausen zwischen Versuchen richten: immer gleich (fest), wachsend (exponentiell), oder wie gRPC oder Envoy es tun, mit ihren Drosseln.</translation>
    </message>
    <message>
        <source>retry base</source>
        <translation>Basis der Wiederholung</translation>
    </message>
    <message>
        <source>The delay before the first retry; an exponential policy multiplies it every time.</source>
        <translation>Die Pause vor der ersten Wiederholung; eine exponentielle Regel vervielfacht sie jedes Mal.</translation>
    </message>
    <message>
        <source>Retry base</source>
        <translation>Basis der Wiederholung</translation>
    </message>
    <message>
        <source>retry cap</source>
        <translation>längste Pause</translation>
    </message>
    <message>
        <source>No delay between two attempts is longer.</source>
        <translation>Länger ist keine Pause zwischen zwei Versuchen.</translation>
    </message>
    <message>
        <source>Longest delay</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>retry factor</source>
        <translation>Faktor der Wiederholung</translation>
    </message>
    <message>
        <source>By how much each delay of an exponential policy is longer than the one before.</source>
        <translation>Um wie viel jede Pause einer exponentiellen Regel länger ist als die vorige.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>retry budget</source>
        <translation>Budget für Wiederholungen</translation>
    </message>
    <message>
        <source>Retries per first try, at most. It keeps retries from multiplying the load.</source>
        <translation>Höchstens so viele Wiederholungen je erstem Versuch. Das hindert sie daran, die Last zu vervielfachen.</translation>
    </message>
    <message>
        <source>Retry budget</source>
        <translation>Budget für Wiederholungen</translation>
    </message>
    <message>
        <source>Retry-After of a refusal</source>
        <translation>Retry-After einer Ablehnung</translation>
    </message>
    <message>
        <source>Retry-After</source>
        <translation>Retry-After</translation>
    </message>
    <message>
        <source>Whether a delay is never shorter than what the refusal asked for.</source>
        <translation>Ob eine Pause nie kürzer ist, als die Ablehnung verlangte.</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How often an item is tried, the first time included; 1 means no retry. Retries of several layers multiply.</source>
        <translation>Wie oft ein Auftrag versucht wird, das erste Mal mitgezählt; 1 heißt keine Wiederholung. Wiederholungen mehrerer Schichten vervielfachen sich.</translation>
    </message>
    <message>
        <source>Retry attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>decorr.</source>
        <translation>dekorr.</translation>
    </message>
    <message>
        <source>Retry jitter</source>
        <translation>Streuung der Pausen</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>How retry delays are spread, so that senders that failed together do not come back together.</source>
        <translation>Wie die Pausen gestreut werden, damit Sender, die zusammen scheiterten, nicht zusammen wiederkommen.</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>How many items this stage works on at the same time. More workers raise the rate that it can serve.</source>
        <translation>An wie vielen Aufträgen diese Stufe gleichzeitig arbeitet. Mehr Worker erhöhen die Rate, die sie bedienen kann.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>The mean time that one worker spends on one item. The kind of its distribution stays as it is.</source>
        <translation>Die mittlere Zeit, die ein Worker für einen Auftrag braucht. Die Art der Verteilung bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>When this many wait, the signal goes on and senders are asked to wait.</source>
        <translation>Warten so viele, geht das Signal an, und Sender werden gebeten zu warten.</translation>
    </message>
    <message>
        <source>When the level has fallen to this, the signal goes off and senders go on. The gap to the high mark keeps the signal from flapping.</source>
        <translation>Ist der Stand bis hierher gefallen, geht das Signal aus, und Sender machen weiter. Der Abstand zur oberen Marke hindert das Signal am Flattern.</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>How many may wait; what is in service does not count. Marks above a smaller capacity come down with it.</source>
        <translation>Wie viele warten dürfen; was bedient wird, zählt nicht. Marken über einer kleineren Kapazität sinken mit ihr.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>When full</source>
        <translation>Wenn voll</translation>
    </message>
    <message>
        <source>What happens to an item that finds no place: it is turned away (reject), its sender waits at the door (block), the newcomer is lost (newest), or the one that has waited longest is lost (oldest).</source>
        <translation>Was mit einem Auftrag geschieht, der keinen Platz findet: Er wird abgewiesen (ablehnen), sein Sender wartet vor der Tür (blockieren), der neue geht verloren (neueste), oder der, der am längsten gewartet hat, geht verloren (älteste).</translation>
    </message>
    <message>
        <source>concurrency</source>
        <translation>Gleichzeitigkeit</translation>
    </message>
    <message>
        <source>How many items one worker holds at once.</source>
        <translation>Wie viele Aufträge ein Worker zugleich hält.</translation>
    </message>
    <message>
        <source>Concurrency per worker</source>
        <translation>Gleichzeitig je Worker</translation>
    </message>
    <message>
        <source>The whole law of the service time, such as exponential(40ms), lognormal(40ms, cv=1.5) or constant(5ms).</source>
        <translation>Das ganze Gesetz der Bedienzeit, etwa exponential(40ms), lognormal(40ms, cv=1.5) oder constant(5ms).</translation>
    </message>
    <message>
        <source>Speeds of the workers</source>
        <translation>Tempo der Worker</translation>
    </message>
    <message>
        <source>speeds</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>One for each worker, 1 being as the service says: [1, 1, 0.5]. Empty: all are alike.</source>
        <translation>Eines für jeden Worker, 1 heißt wie die Bedienzeit sagt: [1, 1, 0.5]. Leer: alle gleich.</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>The part of all services that fails, in the way that the mode says.</source>
        <translation>Der Anteil aller Bedienungen, der fehlschlägt, auf die Art, die darunter steht.</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>How they fail</source>
        <translation>Wie sie fehlschlagen</translation>
    </message>
    <message>
        <source>failure mode</source>
        <translation>Art der Fehler</translation>
    </message>
    <message>
        <source>error: the work is done and fails; hang: it never ends, or hang(5s) later; slow(10x): it takes that many times as long.</source>
        <translation>error: Die Arbeit wird getan und schlägt fehl; hang: Sie endet nie, oder mit hang(5s) später; slow(10x): Sie dauert so viele Male so lange.</translation>
    </message>
    <message>
        <source>Outages</source>
        <translation>Ausfälle</translation>
    </message>
    <message>
        <source>When nobody works here. They are set in the file.</source>
        <translation>Wann hier niemand arbeitet. Sie stehen in der Datei.</translation>
    </message>
    <message>
        <source>busy</source>
        <comment>on a segment</comment>
        <translation>tätig</translation>
    </message>
    <message>
        <source>oldest</source>
        <comment>on a segment</comment>
        <translation>älteste</translation>
    </message>
</context>
<context>
    <name>JourneyWords</name>
    <message>
        <source>%1, client %2</source>
        <translation>%1, Client %2</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>früher</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>at the door</source>
        <translation>vor der Tür</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>auf der Leitung</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>reserving</source>
        <translation>Platz belegend</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>hung</source>
        <translation>hängt</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>back-off</source>
        <translation>Pause vor Wiederholung</translation>
    </message>
    <message>
        <source>next call</source>
        <translation>nächster Aufruf</translation>
    </message>
    <message>
        <source>unnoticed</source>
        <translation>unbemerkt</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>was under way for %1 before what was looked at</source>
        <translation>war %1 unterwegs, bevor hingesehen wurde</translation>
    </message>
    <message>
        <source>was held back %1 by the signal of %2</source>
        <translation>wurde %1 vom Signal von %2 zurückgehalten</translation>
    </message>
    <message>
        <source>waited %1 for the send buffer to %2</source>
        <translation>wartete %1 auf den Sendepuffer nach %2</translation>
    </message>
    <message>
        <source>waited %1 at the door of %2</source>
        <translation>wartete %1 vor der Tür von %2</translation>
    </message>
    <message>
        <source>waited %1 for room in the send buffer to %2</source>
        <translation>wartete %1 auf Platz im Sendepuffer nach %2</translation>
    </message>
    <message>
        <source>waited %1 in the queue of %2</source>
        <translation>wartete %1 in der Warteschlange von %2</translation>
    </message>
    <message>
        <source>was held %1 by a worker of %2 that waited for a place ahead</source>
        <translation>wurde %1 von einem Worker von %2 gehalten, der vorn auf einen Platz wartete</translation>
    </message>
    <message>
        <source>was served %1 by %2</source>
        <translation>wurde %1 von %2 bedient</translation>
    </message>
    <message>
        <source>stood %1 in an outage of %2</source>
        <translation>stand %1 in einem Ausfall von %2</translation>
    </message>
    <message>
        <source>hung %1 in a worker of %2</source>
        <translation>hing %1 in einem Worker von %2</translation>
    </message>
    <message>
        <source>blocked a worker of %2 for %1: no room ahead</source>
        <translation>blockierte einen Worker von %2 für %1: vorn kein Platz</translation>
    </message>
    <message>
        <source>waited %1 for attempt %2</source>
        <translation>wartete %1 auf Versuch %2</translation>
    </message>
    <message>
        <source>waited %1 for the next call to %2</source>
        <translation>wartete %1 auf den nächsten Aufruf von %2</translation>
    </message>
    <message>
        <source>was gone at %2 for %1 before its sender knew</source>
        <translation>war bei %2 schon %1 verloren, bevor sein Sender es wusste</translation>
    </message>
    <message>
        <source>was %1 with the consumers of %2</source>
        <translation>war %1 bei den Verbrauchern von %2</translation>
    </message>
    <message>
        <source>still inside</source>
        <translation>noch darin</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit überschritten</translation>
    </message>
    <message>
        <source>lost on the wire</source>
        <translation>auf der Leitung verloren</translation>
    </message>
    <message>
        <source>shed</source>
        <translation>abgeworfen</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>%1 at %2 after %3</source>
        <translation>%1 bei %2 nach %3</translation>
    </message>
    <message>
        <source>attempt %1: %2</source>
        <translation>Versuch %1: %2</translation>
    </message>
    <message>
        <source>%1 took %2: %3; %4.</source>
        <translation>%1 brauchte %2: %3; %4.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>send buffer</source>
        <translation>Sendepuffer</translation>
    </message>
    <message>
        <source>receive buffer</source>
        <translation>Empfangspuffer</translation>
    </message>
    <message>
        <source>lay %1 in the send buffer from %2 to %3</source>
        <translation>lag %1 im Sendepuffer von %2 nach %3</translation>
    </message>
    <message>
        <source>was %1 on the wire from %2 to %3</source>
        <translation>war %1 auf der Leitung von %2 nach %3</translation>
    </message>
    <message>
        <source>lay %1 in the receive buffer of %2</source>
        <translation>lag %1 im Empfangspuffer von %2</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
</context>
<context>
    <name>Law</name>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>gleichverteilt</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>hyperexponential</source>
        <translation>hyperexponentiell</translation>
    </message>
    <message>
        <source>mixture</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>bounded-pareto</source>
        <translation>Pareto, begrenzt</translation>
    </message>
    <message>
        <source>geometric</source>
        <translation>geometrisch</translation>
    </message>
    <message>
        <source>discrete</source>
        <translation>diskret</translation>
    </message>
    <message>
        <source>empirical</source>
        <translation>empirisch</translation>
    </message>
</context>
<context>
    <name>Painted</name>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>soft %1</source>
        <translation>weich %1</translation>
    </message>
    <message>
        <source>hard %1</source>
        <translation>hart %1</translation>
    </message>
    <message>
        <source>%1 starts in %2</source>
        <translation>%1 startet in %2</translation>
    </message>
    <message>
        <source>%1 start in %2</source>
        <translation>%1 starten in %2</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>stoppt</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>stoppen</translation>
    </message>
    <message>
        <source>no replica runs: %1</source>
        <translation>kein Replikat läuft: %1</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>wait</source>
        <translation>warten</translation>
    </message>
    <message>
        <source>hard limit: %1</source>
        <translation>harte Grenze: %1</translation>
    </message>
    <message>
        <source>queues</source>
        <translation>steht an</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>stehen an</translation>
    </message>
    <message>
        <source>%1 over %2 of %3 replicas</source>
        <translation>%1 über %2 von %3 Replikaten</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 Replikate</translation>
    </message>
    <message>
        <source>%1, balancer, %2: %3%4, %5.</source>
        <translation>%1, Verteiler, %2: %3%4, %5.</translation>
    </message>
    <message>
        <source>links: width = flow</source>
        <translation>Verbindungen: Breite = Fluss</translation>
    </message>
    <message>
        <source>= one item</source>
        <translation>= ein Auftrag</translation>
    </message>
    <message>
        <source>= %1 items</source>
        <translation>= %1 Aufträge</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>Niemand wartet.</translation>
    </message>
    <message>
        <source>No sender is held back and no stage is blocked.</source>
        <translation>Kein Sender wird zurückgehalten, und keine Stufe ist blockiert.</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>%1 was killed</source>
        <translation>%1 wurde beendet</translation>
    </message>
    <message>
        <source>%1 %2 behind, %3 unread, blocked</source>
        <translation>%1 %2 zurück, %3 ungelesen, blockiert</translation>
    </message>
    <message>
        <source>%1 %2 behind, %3 unread</source>
        <translation>%1 %2 zurück, %3 ungelesen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1 is the slowest</source>
        <translation>%1 ist am langsamsten</translation>
    </message>
    <message>
        <source>nobody reads</source>
        <translation>niemand liest</translation>
    </message>
    <message>
        <source>%1, channel, %2: %3; completes %4.</source>
        <translation>%1, Kanal, %2: %3; erledigt %4.</translation>
    </message>
    <message>
        <source>%1 leave</source>
        <translation>%1 gehen hinaus</translation>
    </message>
    <message>
        <source>down: nothing moves</source>
        <translation>ausgefallen: nichts fließt</translation>
    </message>
    <message>
        <source>both full: sender blocks</source>
        <translation>beide voll: Sender steht</translation>
    </message>
    <message>
        <source>wire full: sender blocks</source>
        <translation>Leitung voll: Sender steht</translation>
    </message>
    <message>
        <source>receiver slow</source>
        <translation>Empfänger langsam</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>fließt</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>%1 to %2, %3: %4%5 in the send buffer, %6%7 in the receive buffer, %8</source>
        <translation>%1 nach %2, %3: %4%5 im Sendepuffer, %6%7 im Empfangspuffer, %8</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>items</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>, %1 still with the sender</source>
        <translation>, %1 noch beim Sender</translation>
    </message>
    <message>
        <source>send</source>
        <translation>senden</translation>
    </message>
    <message>
        <source>receive</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>flowing</source>
        <translation>fließt</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>füllt sich</translation>
    </message>
    <message>
        <source>pressed</source>
        <translation>unter Druck</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>the exit</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>root</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>poisson</source>
        <translation>Poisson</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>renewal</source>
        <translation>Erneuerung</translation>
    </message>
    <message>
        <source>two-state poisson</source>
        <translation>Poisson, zwei Raten</translation>
    </message>
    <message>
        <source>on and off</source>
        <translation>an und aus</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>sine</source>
        <translation>Sinus</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>Lastspitze</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>gesättigt</translation>
    </message>
    <message>
        <source>waits when pressed</source>
        <translation>wartet unter Druck</translation>
    </message>
    <message>
        <source>sheds when pressed</source>
        <translation>wirft unter Druck ab</translation>
    </message>
    <message>
        <source>ignores the signal</source>
        <translation>ignoriert das Signal</translation>
    </message>
    <message>
        <source>waits %1</source>
        <translation>wartet %1</translation>
    </message>
    <message>
        <source>sender parked</source>
        <translation>am Tor</translation>
    </message>
    <message>
        <source>senders parked</source>
        <translation>am Tor</translation>
    </message>
    <message>
        <source>sender held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>senders held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>%1 attempts</source>
        <translation>%1 Versuche</translation>
    </message>
    <message>
        <source>attempts without end</source>
        <translation>endlose Versuche</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>Budget %1</translation>
    </message>
    <message>
        <source>client %1: %2 inside, others %3</source>
        <translation>Client %1: %2 darin, andere %3</translation>
    </message>
    <message>
        <source>clients from outside</source>
        <translation>Clients von außen</translation>
    </message>
    <message>
        <source>closed · %1 users, %2 think</source>
        <translation>%1 Nutzer · %2 denken nach</translation>
    </message>
    <message>
        <source>drops at the source when pressed</source>
        <translation>verwirft selbst unter Druck</translation>
    </message>
    <message>
        <source>%1 of %2 clients cut off</source>
        <translation>%1 von %2 Clients abgetrennt</translation>
    </message>
    <message>
        <source>%1 clients</source>
        <translation>%1 Clients</translation>
    </message>
    <message>
        <source>sheds %1</source>
        <translation>wirft %1 ab</translation>
    </message>
    <message>
        <source>+%1 retries</source>
        <translation>+%1 wiederholt</translation>
    </message>
    <message>
        <source>wants %1</source>
        <translation>will %1</translation>
    </message>
    <message>
        <source>%1, producer, %2: sends %3%4, %5.</source>
        <translation>%1, Erzeuger, %2: sendet %3%4, %5.</translation>
    </message>
    <message>
        <source>shared by all</source>
        <translation>von allen geteilt</translation>
    </message>
    <message>
        <source>%1 blocked</source>
        <translation>%1 blockiert</translation>
    </message>
    <message>
        <source>%1 blocked by %2 for %3</source>
        <translation>%1 blockiert von %2 seit %3</translation>
    </message>
    <message>
        <source>%1 blocked by %2</source>
        <translation>%1 blockiert von %2</translation>
    </message>
    <message>
        <source>%1, each at %2&#x2009;%</source>
        <translation>%1, je %2&#x2009;%</translation>
    </message>
    <message>
        <source>item shares</source>
        <translation>Auftrag teilt</translation>
    </message>
    <message>
        <source>items share</source>
        <translation>Aufträge teilen</translation>
    </message>
    <message>
        <source>%1 in service</source>
        <translation>%1 in Bedienung</translation>
    </message>
    <message>
        <source>%1 of %2 busy</source>
        <translation>%1 von %2 beschäftigt</translation>
    </message>
    <message>
        <source>outage: nobody works</source>
        <translation>Ausfall: niemand arbeitet</translation>
    </message>
    <message>
        <source>no item · %1 of %2 busy</source>
        <translation>kein Auftrag · %1 von %2 beschäftigt</translation>
    </message>
    <message>
        <source>no item</source>
        <translation>kein Auftrag</translation>
    </message>
    <message>
        <source>workers %1</source>
        <translation>Worker: %1</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>start</source>
        <translation>starten</translation>
    </message>
    <message>
        <source>%1 of %2 hang</source>
        <translation>%1 von %2 hängen</translation>
    </message>
    <message>
        <source>%1 of %2 credits left</source>
        <translation>%1 von %2 Credits frei</translation>
    </message>
    <message>
        <source>credit left</source>
        <translation>Credit frei</translation>
    </message>
    <message>
        <source>credits left</source>
        <translation>Credits frei</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>%1 reserviert</translation>
    </message>
    <message>
        <source>lets %1 in</source>
        <translation>lässt %1 ein</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>refuses %1: %2</source>
        <translation>lehnt %1 ab: %2</translation>
    </message>
    <message>
        <source>%1 expire while they wait</source>
        <translation>%1 laufen beim Warten ab</translation>
    </message>
    <message>
        <source>%1 fail in service</source>
        <translation>%1 scheitern in der Bedienung</translation>
    </message>
    <message>
        <source>drops %1: %2</source>
        <translation>verwirft %1: %2</translation>
    </message>
    <message>
        <source>queue full</source>
        <translation>Warteschlange voll</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>ältester %1</translation>
    </message>
    <message>
        <source>∞ workers</source>
        <translation>∞ Worker</translation>
    </message>
    <message>
        <source>%1, stage, %2: %3 of %4 waiting, %5, completes %6, %7.</source>
        <translation>%1, Stufe, %2: %3 von %4 wartend, %5, erledigt %6, %7.</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>waits for room in the send buffer to %1</source>
        <translation>wartet auf Platz im Sendepuffer nach %1</translation>
    </message>
    <message>
        <source>waits for the signal of %1</source>
        <translation>wartet auf das Signal von %1</translation>
    </message>
    <message>
        <source>waits for a credit of %1</source>
        <translation>wartet auf einen Credit von %1</translation>
    </message>
    <message>
        <source>%1 holds an item, waits for room in %2</source>
        <translation>%1 hält einen Auftrag, wartet auf Platz in %2</translation>
    </message>
    <message>
        <source>waits for room in %1</source>
        <translation>wartet auf Platz in %1</translation>
    </message>
    <message>
        <source>waits for a place in %1 before it works</source>
        <translation>wartet auf einen Platz in %1, bevor er arbeitet</translation>
    </message>
    <message>
        <source>holds a finished item, waits for room in %1</source>
        <translation>hält einen fertigen Auftrag, wartet auf Platz in %1</translation>
    </message>
    <message>
        <source>holds finished items, waits for room in %1</source>
        <translation>hält fertige Aufträge, wartet auf Platz in %1</translation>
    </message>
    <message>
        <source>, it is down</source>
        <translation>, er ist ausgefallen</translation>
    </message>
    <message>
        <source>, %1 hang</source>
        <translation>, %1 hängen</translation>
    </message>
    <message>
        <source>, %1 is %2 behind and sets the pace</source>
        <translation>, %1 ist %2 zurück und bestimmt das Tempo</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>level %1, go on at %2</source>
        <translation>Stand %1, weiter bei %2</translation>
    </message>
    <message>
        <source>no credit free</source>
        <translation>kein Credit frei</translation>
    </message>
    <message>
        <source>%1: %2 of %3 unread</source>
        <translation>%1: %2 von %3 ungelesen</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>To clear it, %1 has to complete more than %2</source>
        <translation>Damit es sich löst, muss %1 mehr als %2 erledigen</translation>
    </message>
    <message>
        <source>: about %1 such workers instead of %2</source>
        <translation>: etwa %1 solche Worker statt %2</translation>
    </message>
    <message>
        <source>%1 completes %2</source>
        <translation>%1 erledigt %2</translation>
    </message>
    <message>
        <source> with %1 of %2 workers busy</source>
        <translation> mit %1 von %2 beschäftigten Workern</translation>
    </message>
    <message>
        <source>; %1 wants %2 and gets %3</source>
        <translation>; %1 will %2 und bekommt %3</translation>
    </message>
    <message>
        <source>; %1 are offered to it</source>
        <translation>; angeboten werden %1</translation>
    </message>
    <message>
        <source>%1 waits in a circle%2.</source>
        <translation>%1 wartet im Kreis%2.</translation>
    </message>
    <message>
        <source>Each of %1 nodes waits for room in the next one: none can go on.</source>
        <translation>Jeder von %1 Knoten wartet auf Platz im nächsten: Keiner kommt weiter.</translation>
    </message>
    <message>
        <source>%1 waits for %2%3.</source>
        <translation>%1 wartet auf %2%3.</translation>
    </message>
    <message>
        <source>token bucket</source>
        <translation>Token-Bucket</translation>
    </message>
    <message>
        <source>hard limit</source>
        <translation>harte Grenze</translation>
    </message>
    <message>
        <source>signal on</source>
        <translation>Signal an</translation>
    </message>
    <message>
        <source>client quota</source>
        <translation>Client-Quote</translation>
    </message>
    <message>
        <source>adaptive throttle</source>
        <translation>adaptive Drossel</translation>
    </message>
    <message>
        <source>gradient2 limit</source>
        <translation>Gradient2-Grenze</translation>
    </message>
    <message>
        <source>vegas limit</source>
        <translation>Vegas-Grenze</translation>
    </message>
    <message>
        <source>aimd limit</source>
        <translation>AIMD-Grenze</translation>
    </message>
    <message>
        <source>no worker yet</source>
        <translation>noch kein Worker</translation>
    </message>
    <message>
        <source>controlled delay</source>
        <translation>controlled delay</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sendet</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>shedding</source>
        <translation>wirft ab</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>refusing</source>
        <translation>lehnt ab</translation>
    </message>
    <message>
        <source>dropping</source>
        <translation>verwirft</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>depth, mean</source>
        <translation>Länge, Mittel</translation>
    </message>
    <message>
        <source>wait p95</source>
        <translation>Warten p95</translation>
    </message>
    <message>
        <source>time p50</source>
        <translation>Zeit p50</translation>
    </message>
    <message>
        <source>time p99</source>
        <translation>Zeit p99</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>bloat</source>
        <translation>Bloat</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>As in the file.</source>
        <translation>Wie in der Datei.</translation>
    </message>
    <message>
        <source>and %1 changes more</source>
        <translation>und %1 weitere Änderungen</translation>
    </message>
    <message>
        <source>and more in the scenario file</source>
        <translation>und mehr in der Szenariodatei</translation>
    </message>
    <message>
        <source>measured once, until %1; one run has no intervals</source>
        <translation>einmal gemessen, bis %1; ein einzelner Lauf hat keine Intervalle</translation>
    </message>
    <message>
        <source>one run of %1; no intervals</source>
        <translation>ein Lauf von %1; keine Intervalle</translation>
    </message>
    <message>
        <source>means of %1 runs of %2, ± half of the %3 % interval</source>
        <translation>Mittel aus %1 Läufen von %2, ± halbes %3-%-Intervall</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>and %1 nodes more</source>
        <translation>und %1 weitere Knoten</translation>
    </message>
    <message>
        <source>Goal %1: %2, %3</source>
        <translation>Ziel %1: %2, %3</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verfehlt</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>%1, the run in the window until %2</source>
        <translation>%1, der Lauf im Fenster bis %2</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Findings are made of simulated runs.</source>
        <translation>Befunde entstehen aus simulierten Läufen.</translation>
    </message>
    <message>
        <source>Nothing to report.</source>
        <translation>Nichts zu berichten.</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
</context>
<context>
    <name>highwater</name>
    <message>
        <source>Producer</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Balancer</source>
        <translation>Verteiler</translation>
    </message>
    <message>
        <source>Hop</source>
        <translation>Hop</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Sends items</source>
        <translation>Sendet Aufträge</translation>
    </message>
    <message>
        <source>Shows every item to each of its readers</source>
        <translation>Zeigt jeden Auftrag jedem seiner Leser</translation>
    </message>
    <message>
        <source>Spreads items over a pool of stages</source>
        <translation>Verteilt Aufträge auf mehrere gleiche Stufen</translation>
    </message>
    <message>
        <source>A wire with kernel buffers, on a link</source>
        <translation>Eine Leitung mit Kernel-Puffern, auf einer Verbindung</translation>
    </message>
    <message>
        <source>A queue and the workers that empty it</source>
        <translation>Eine Warteschlange und die Worker, die sie leeren</translation>
    </message>
</context>
<context>
    <name>highwater::Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen…</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Ein Szenario öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the scenario as it stands</source>
        <translation>Das Szenario speichern, wie es ist</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the scenario under another name</source>
        <translation>Das Szenario unter anderem Namen speichern</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the window as a picture</source>
        <translation>Das Fenster als Bild kopieren</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern…</translation>
    </message>
    <message>
        <source>Save the window as a picture</source>
        <translation>Das Fenster als Bild speichern</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Quit Highwater</source>
        <translation>Highwater beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Es noch einmal tun</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Run or pause</source>
        <translation>Laufen lassen oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>One event, then pause</source>
        <translation>Ein Ereignis, dann anhalten</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>Back by one event</source>
        <translation>Ein Ereignis zurück</translation>
    </message>
    <message>
        <source>Step to the next &amp;answer</source>
        <translation>Zur nächsten &amp;Antwort</translation>
    </message>
    <message>
        <source>To the next request that is answered, then pause</source>
        <translation>Zur nächsten beantworteten Anfrage, dann anhalten</translation>
    </message>
    <message>
        <source>Back to the answer before</source>
        <translation>Zurück zur vorigen Antwort</translation>
    </message>
    <message>
        <source>Back to where the request before was answered</source>
        <translation>Zurück dahin, wo die vorige Anfrage beantwortet wurde</translation>
    </message>
    <message>
        <source>Step by a se&amp;cond</source>
        <translation>Eine Se&amp;kunde weiter</translation>
    </message>
    <message>
        <source>On by a second of the run, then pause</source>
        <translation>Eine Sekunde des Laufs weiter, dann anhalten</translation>
    </message>
    <message>
        <source>Back by a second</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Back by a second of the run</source>
        <translation>Eine Sekunde des Laufs zurück</translation>
    </message>
    <message>
        <source>Run &amp;until…</source>
        <translation>Laufen &amp;bis…</translation>
    </message>
    <message>
        <source>Run until a time, a count or a condition</source>
        <translation>Laufen bis zu einer Zeit, einer Anzahl oder einer Bedingung</translation>
    </message>
    <message>
        <source>R&amp;estart</source>
        <translation>&amp;Neu beginnen</translation>
    </message>
    <message>
        <source>Begin again with the same seed</source>
        <translation>Neu beginnen mit demselben Startwert</translation>
    </message>
    <message>
        <source>Restart with a &amp;new seed</source>
        <translation>Neu beginnen mit neuem S&amp;tartwert</translation>
    </message>
    <message>
        <source>Begin again with other random numbers</source>
        <translation>Neu beginnen mit anderen Zufallszahlen</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>Langsa&amp;mer</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>&amp;Schneller</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>&amp;Fast</source>
        <translation>Schn&amp;ell</translation>
    </message>
    <message>
        <source>100 times real time, and back</source>
        <translation>100-fache Echtzeit, und zurück</translation>
    </message>
    <message>
        <source>As fast as &amp;possible</source>
        <translation>So schnell wie m&amp;öglich</translation>
    </message>
    <message>
        <source>As fast as possible, and back</source>
        <translation>So schnell wie möglich, und zurück</translation>
    </message>
    <message>
        <source>&amp;Add a producer</source>
        <translation>Erzeuger &amp;hinzufügen</translation>
    </message>
    <message>
        <source>A copy of the selected producer</source>
        <translation>Eine Kopie des gewählten Erzeugers</translation>
    </message>
    <message>
        <source>Remove a producer</source>
        <translation>Erzeuger entfernen</translation>
    </message>
    <message>
        <source>Remove the selected producer, else the last one</source>
        <translation>Den gewählten Erzeuger entfernen, sonst den letzten</translation>
    </message>
    <message>
        <source>Add a &amp;consumer</source>
        <translation>&amp;Verbraucher hinzufügen</translation>
    </message>
    <message>
        <source>One worker more at the selected stage</source>
        <translation>Ein Worker mehr an der gewählten Stufe</translation>
    </message>
    <message>
        <source>Remove a consumer</source>
        <translation>Verbraucher entfernen</translation>
    </message>
    <message>
        <source>One worker less at the selected stage</source>
        <translation>Ein Worker weniger an der gewählten Stufe</translation>
    </message>
    <message>
        <source>Sp&amp;ike</source>
        <translation>Sp&amp;itze</translation>
    </message>
    <message>
        <source>Four times the arrivals for 5 seconds of the run</source>
        <translation>Vierfache Ankünfte für 5 Sekunden des Laufs</translation>
    </message>
    <message>
        <source>Go &amp;live</source>
        <translation>&amp;Live gehen</translation>
    </message>
    <message>
        <source>Run this scenario for real: an HTTP endpoint, real clients, the machine&apos;s clock</source>
        <translation>Dieses Szenario wirklich ausführen: ein HTTP-Endpunkt, echte Clients, die Uhr des Rechners</translation>
    </message>
    <message>
        <source>Copy c&amp;url line</source>
        <translation>c&amp;url-Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the line that sends an item</source>
        <translation>Die Zeile kopieren, die einen Auftrag sendet</translation>
    </message>
    <message>
        <source>&amp;Who waits?</source>
        <translation>&amp;Wer wartet?</translation>
    </message>
    <message>
        <source>Number the chain of waiting down to its root</source>
        <translation>Die Kette des Wartens bis zur Ursache nummerieren</translation>
    </message>
    <message>
        <source>&amp;Forecast</source>
        <translation>&amp;Vorhersage</translation>
    </message>
    <message>
        <source>Look ahead: the next minute, from forks of this run</source>
        <translation>Vorausschauen: die nächste Minute, aus Abzweigungen dieses Laufs</translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation>Ver&amp;gleich</translation>
    </message>
    <message>
        <source>Keep this picture to compare with, or let it go</source>
        <translation>Dieses Bild zum Vergleich behalten oder loslassen</translation>
    </message>
    <message>
        <source>&amp;Marker</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Write a note at this instant</source>
        <translation>Eine Notiz zu diesem Zeitpunkt schreiben</translation>
    </message>
    <message>
        <source>Back to n&amp;ow</source>
        <translation>&amp;Zurück zu jetzt</translation>
    </message>
    <message>
        <source>Remove the crosshair</source>
        <translation>Das Fadenkreuz entfernen</translation>
    </message>
    <message>
        <source>Dark or light</source>
        <translation>Dunkel oder hell</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>Die Tasten zeigen</translation>
    </message>
    <message>
        <source>Scenario %1</source>
        <translation>Szenario %1</translation>
    </message>
    <message>
        <source>Open scenario %1 of the shelf</source>
        <translation>Szenario %1 aus dem Regal öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Live gehen</translation>
    </message>
    <message>
        <source>Back to the &amp;simulation</source>
        <translation>Zurück zur &amp;Simulation</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>run, pause</source>
        <translation>laufen, anhalten</translation>
    </message>
    <message>
        <source>one event back, on; with Ctrl one answer</source>
        <translation>ein Ereignis zurück, vor; mit Strg eine Antwort</translation>
    </message>
    <message>
        <source>one second back, on</source>
        <translation>eine Sekunde zurück, vor</translation>
    </message>
    <message>
        <source>run until a time, a count, a condition</source>
        <translation>laufen bis zu Zeit, Anzahl, Bedingung</translation>
    </message>
    <message>
        <source>look ahead: where the run is going</source>
        <translation>vorausschauen: wohin der Lauf geht</translation>
    </message>
    <message>
        <source>keep a baseline to compare with, let it go; with Shift keep a variant</source>
        <translation>Vergleichsstand behalten, loslassen; mit Umschalt eine Variante behalten</translation>
    </message>
    <message>
        <source>a note on the time axis</source>
        <translation>eine Notiz an der Zeitachse</translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation>langsamer, schneller</translation>
    </message>
    <message>
        <source>fast: 100 times real time, and back</source>
        <translation>schnell: 100-fache Echtzeit, und zurück</translation>
    </message>
    <message>
        <source>as fast as possible, and back</source>
        <translation>so schnell wie möglich, und zurück</translation>
    </message>
    <message>
        <source>restart, Shift with a new seed</source>
        <translation>neu beginnen, mit Umschalt neuer Startwert</translation>
    </message>
    <message>
        <source>producer more, Shift less</source>
        <translation>Erzeuger mehr, mit Umschalt weniger</translation>
    </message>
    <message>
        <source>consumer more, Shift less</source>
        <translation>Verbraucher mehr, mit Umschalt weniger</translation>
    </message>
    <message>
        <source>spike: four times the arrivals for 5 s</source>
        <translation>Lastspitze: vierfache Ankünfte für 5 s</translation>
    </message>
    <message>
        <source>live and back; with Shift copy the curl line</source>
        <translation>live und zurück; mit Umschalt curl-Zeile kopieren</translation>
    </message>
    <message>
        <source>who waits for whom</source>
        <translation>wer auf wen wartet</translation>
    </message>
    <message>
        <source>scenario of the shelf</source>
        <translation>Szenario aus dem Regal</translation>
    </message>
    <message>
        <source>back to now, close what is open</source>
        <translation>zurück zu jetzt, Offenes schließen</translation>
    </message>
    <message>
        <source>undo, with Shift redo</source>
        <translation>rückgängig, mit Umschalt wiederholen</translation>
    </message>
    <message>
        <source>open a scenario</source>
        <translation>ein Szenario öffnen</translation>
    </message>
    <message>
        <source>save, with Shift under another name</source>
        <translation>speichern, mit Umschalt unter anderem Namen</translation>
    </message>
    <message>
        <source>copy the window as a picture</source>
        <translation>das Fenster als Bild kopieren</translation>
    </message>
    <message>
        <source>these keys</source>
        <translation>diese Tasten</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>&amp;Lektionen</translation>
    </message>
    <message>
        <source>Sixteen lessons beside the running model</source>
        <translation>Sechzehn Lektionen neben dem laufenden Modell</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Teilen</translation>
    </message>
    <message>
        <source>Take pictures, data, a report or the run away</source>
        <translation>Bilder, Daten, einen Bericht oder den Lauf mitnehmen</translation>
    </message>
    <message>
        <source>lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>take away: pictures, data, a report, a film, the run</source>
        <translation>mitnehmen: Bilder, Daten, Bericht, Film, den Lauf</translation>
    </message>
    <message>
        <source>&amp;Journeys</source>
        <translation>&amp;Reisen</translation>
    </message>
    <message>
        <source>The slowest items of the last minute, and the way of each</source>
        <translation>Die langsamsten Aufträge der letzten Minute, und der Weg eines jeden</translation>
    </message>
    <message>
        <source>the slowest items, and where their time went</source>
        <translation>die langsamsten Aufträge, und wohin ihre Zeit ging</translation>
    </message>
</context>
<context>
    <name>highwater::AdviceGuide</name>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
</context>
<context>
    <name>highwater::Autosave</name>
    <message>
        <source>Highwater was ended while “%1” had unsaved changes</source>
        <translation>Highwater wurde beendet, als „%1“ ungespeicherte Änderungen hatte</translation>
    </message>
    <message>
        <source>They are of %1.</source>
        <translation>Sie sind vom %1.</translation>
    </message>
    <message>
        <source>“%1” cannot be restored</source>
        <translation>„%1“ lässt sich nicht wiederherstellen</translation>
    </message>
    <message>
        <source>unsaved changes</source>
        <translation>ungespeicherte Änderungen</translation>
    </message>
</context>
<context>
    <name>highwater::BytesPanel</name>
    <message>
        <source>Where the bytes are</source>
        <translation>Wo die Bytes sind</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>memory of the process</source>
        <translation>Speicher des Prozesses</translation>
    </message>
    <message>
        <source>Nothing measured yet.</source>
        <translation>Noch nichts gemessen.</translation>
    </message>
</context>
<context>
    <name>highwater::CanvasEditor</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 not added</source>
        <translation>%1 nicht hinzugefügt</translation>
    </message>
    <message>
        <source>Kernel buffers stand on a link. Click a link, or a node that sends somewhere, first.</source>
        <translation>Kernel-Puffer liegen auf einer Verbindung. Klicken Sie zuerst auf eine Verbindung oder auf einen Knoten, der irgendwohin sendet.</translation>
    </message>
    <message>
        <source>buffers from %1 to %2</source>
        <translation>Puffer von %1 nach %2</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>Kernel buffers stand on a link: put them on one.</source>
        <translation>Kernel-Puffer liegen auf einer Verbindung: Legen Sie sie auf eine.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>%1 no longer to %2</source>
        <translation>%1 nicht mehr nach %2</translation>
    </message>
    <message>
        <source>Not disconnected</source>
        <translation>Nicht getrennt</translation>
    </message>
    <message>
        <source>%1 is now %2</source>
        <translation>%1 heißt jetzt %2</translation>
    </message>
    <message>
        <source>Not renamed</source>
        <translation>Nicht umbenannt</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>Not removed</source>
        <translation>Nicht entfernt</translation>
    </message>
    <message>
        <source>%1 duplicated</source>
        <translation>%1 verdoppelt</translation>
    </message>
    <message>
        <source>Not duplicated</source>
        <translation>Nicht verdoppelt</translation>
    </message>
    <message>
        <source>%1 pasted</source>
        <translation>%1 eingefügt</translation>
    </message>
    <message>
        <source>Not pasted</source>
        <translation>Nicht eingefügt</translation>
    </message>
    <message>
        <source>Not moved</source>
        <translation>Nicht verschoben</translation>
    </message>
    <message>
        <source>%1 aligned</source>
        <translation>%1 ausgerichtet</translation>
    </message>
    <message>
        <source>%1 distributed</source>
        <translation>%1 verteilt</translation>
    </message>
    <message>
        <source>%1 moved</source>
        <translation>%1 verschoben</translation>
    </message>
    <message>
        <source>laid out again</source>
        <translation>neu angeordnet</translation>
    </message>
    <message>
        <source>Not laid out</source>
        <translation>Nicht angeordnet</translation>
    </message>
    <message>
        <source>Name of %1</source>
        <translation>Name von %1</translation>
    </message>
</context>
<context>
    <name>highwater::ChartHeader</name>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>How the times are spread, under their lines</source>
        <translation>Wie die Zeiten verteilt sind, unter ihren Linien</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Choose the charts, and how times are drawn</source>
        <translation>Die Diagramme wählen, und wie Zeiten gezeichnet werden</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Baseline %1</source>
        <translation>Vergleich %1</translation>
    </message>
    <message>
        <source>%1, remove</source>
        <translation>%1, entfernen</translation>
    </message>
    <message>
        <source>No stage</source>
        <translation>Keine Stufe</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>crosshair, Esc returns to now</source>
        <translation>Fadenkreuz, Esc führt zurück zu jetzt</translation>
    </message>
    <message>
        <source>A %1, B %2</source>
        <translation>A %1, B %2</translation>
    </message>
    <message>
        <source>B − A %1%2; values are A, B and the difference; Esc ends it</source>
        <translation>B − A %1%2; die Werte sind A, B und die Differenz; Esc beendet es</translation>
    </message>
</context>
<context>
    <name>highwater::ChartPanel</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Times on a logarithmic axis</source>
        <translation>Zeiten auf logarithmischer Achse</translation>
    </message>
    <message>
        <source>Heat map under the times</source>
        <translation>Heatmap unter den Zeiten</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Wie am Anfang</translation>
    </message>
</context>
<context>
    <name>highwater::ChartStack</name>
    <message>
        <source>Charts; left and right move the crosshair, Escape returns to now</source>
        <translation>Diagramme; links und rechts bewegen das Fadenkreuz, Escape führt zurück zu jetzt</translation>
    </message>
    <message>
        <source>Scroll the charts</source>
        <translation>Die Diagramme rollen</translation>
    </message>
    <message>
        <source>Show all charts</source>
        <translation>Alle Diagramme zeigen</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>highwater::CompareModel</name>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
</context>
<context>
    <name>highwater::ComparePanel</name>
    <message>
        <source>Against the baseline</source>
        <translation>Gegen den Vergleichsstand</translation>
    </message>
    <message>
        <source>Same arrivals, same service times: only the change makes a difference.</source>
        <translation>Gleiche Ankünfte, gleiche Bedienzeiten: Nur die Änderung macht einen Unterschied.</translation>
    </message>
    <message>
        <source>%1 of the run in %2 batches; intervals of 95 %, paired.</source>
        <translation>%1 des Laufs in %2 Abschnitten; 95-%-Intervalle, gepaart.</translation>
    </message>
    <message>
        <source>No baseline yet.</source>
        <translation>Noch kein Vergleichsstand.</translation>
    </message>
    <message>
        <source>B keeps this picture; change something, and the difference stands here with its interval.</source>
        <translation>B behält dieses Bild; ändern Sie etwas, und hier steht der Unterschied mit seinem Intervall.</translation>
    </message>
    <message>
        <source>Keep as variant</source>
        <translation>Als Variante behalten</translation>
    </message>
    <message>
        <source>Keep the scenario as it stands as the next variant to compare</source>
        <translation>Das Szenario, wie es steht, als nächste Variante zum Vergleichen behalten</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>Damals und jetzt</translation>
    </message>
    <message>
        <source>In lock-step</source>
        <translation>Im Gleichschritt</translation>
    </message>
    <message>
        <source>Cancel, %1 %</source>
        <translation>Abbrechen, %1 %</translation>
    </message>
    <message>
        <source>Run in lock-step</source>
        <translation>Gleichschritt starten</translation>
    </message>
    <message>
        <source>%1 stopped: %2</source>
        <translation>%1 blieb stehen: %2</translation>
    </message>
    <message>
        <source>B keeps a baseline to compare them with.</source>
        <translation>B behält einen Vergleichsstand, gegen den sie verglichen werden.</translation>
    </message>
    <message>
        <source>The first batches are on their way.</source>
        <translation>Die ersten Abschnitte sind unterwegs.</translation>
    </message>
    <message>
        <source>Something was changed since: run again.</source>
        <translation>Seitdem wurde etwas geändert: neu ausführen.</translation>
    </message>
    <message>
        <source>Running in lock-step.</source>
        <translation>Läuft im Gleichschritt.</translation>
    </message>
    <message>
        <source>The first figures stand here after two batches.</source>
        <translation>Nach zwei Abschnitten stehen hier die ersten Zahlen.</translation>
    </message>
</context>
<context>
    <name>highwater::CompareView</name>
    <message>
        <source>your guess %1, %2 %3: %4</source>
        <translation>Ihre Schätzung %1, %2 %3: %4</translation>
    </message>
    <message>
        <source>your guess</source>
        <translation>Ihre Schätzung</translation>
    </message>
</context>
<context>
    <name>highwater::EditorActions</name>
    <message>
        <source>&amp;Edit the picture</source>
        <translation>Bild &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Move, connect and add nodes</source>
        <translation>Knoten verschieben, verbinden, hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Connect to…</source>
        <translation>&amp;Verbinden mit…</translation>
    </message>
    <message>
        <source>Choose where the marked node sends to</source>
        <translation>Wählen, wohin der markierte Knoten sendet</translation>
    </message>
    <message>
        <source>&amp;Disconnect from…</source>
        <translation>&amp;Trennen von…</translation>
    </message>
    <message>
        <source>Choose where it no longer sends to</source>
        <translation>Wählen, wohin er nicht mehr sendet</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Write another name in its place</source>
        <translation>Einen anderen Namen an seine Stelle schreiben</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the marked nodes, or the marked link</source>
        <translation>Die markierten Knoten oder die markierte Verbindung entfernen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>Ver&amp;doppeln</translation>
    </message>
    <message>
        <source>Copies beside the marked nodes, with the links among them</source>
        <translation>Kopien neben den markierten Knoten, mit den Verbindungen zwischen ihnen</translation>
    </message>
    <message>
        <source>Cu&amp;t nodes</source>
        <translation>Knoten au&amp;sschneiden</translation>
    </message>
    <message>
        <source>Copy the marked nodes and remove them</source>
        <translation>Die markierten Knoten kopieren und entfernen</translation>
    </message>
    <message>
        <source>&amp;Copy nodes</source>
        <translation>Knoten &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the marked nodes as text</source>
        <translation>Die markierten Knoten als Text kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste nodes</source>
        <translation>Knoten e&amp;infügen</translation>
    </message>
    <message>
        <source>Nodes from the clipboard, under free names</source>
        <translation>Knoten aus der Zwischenablage, unter freien Namen</translation>
    </message>
    <message>
        <source>Mark &amp;all</source>
        <translation>&amp;Alle markieren</translation>
    </message>
    <message>
        <source>Mark all nodes</source>
        <translation>Alle Knoten markieren</translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation>&amp;Links ausrichten</translation>
    </message>
    <message>
        <source>Left sides on one line</source>
        <translation>Linke Seiten auf einer Linie</translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Upper sides on one line</source>
        <translation>Obere Seiten auf einer Linie</translation>
    </message>
    <message>
        <source>Distribute &amp;across</source>
        <translation>&amp;Waagerecht verteilen</translation>
    </message>
    <message>
        <source>The same distance from left to right</source>
        <translation>Gleicher Abstand von links nach rechts</translation>
    </message>
    <message>
        <source>Distribute d&amp;own</source>
        <translation>Senkre&amp;cht verteilen</translation>
    </message>
    <message>
        <source>The same distance from top to bottom</source>
        <translation>Gleicher Abstand von oben nach unten</translation>
    </message>
    <message>
        <source>Lay &amp;out again</source>
        <translation>Neu a&amp;nordnen</translation>
    </message>
    <message>
        <source>The program places all nodes</source>
        <translation>Das Programm ordnet alle Knoten an</translation>
    </message>
    <message>
        <source>%1 no longer sends to</source>
        <translation>%1 sendet nicht mehr an</translation>
    </message>
    <message>
        <source>%1 sends to</source>
        <translation>%1 sendet an</translation>
    </message>
    <message>
        <source>It sends nowhere.</source>
        <translation>Er sendet nirgendwohin.</translation>
    </message>
    <message>
        <source>There is no other node that takes its items.</source>
        <translation>Es gibt keinen anderen Knoten, der seine Aufträge nimmt.</translation>
    </message>
    <message>
        <source>edit the picture by hand</source>
        <translation>das Bild von Hand bearbeiten</translation>
    </message>
    <message>
        <source>another name for the marked node</source>
        <translation>anderer Name für den markierten Knoten</translation>
    </message>
    <message>
        <source>remove what is marked</source>
        <translation>Markiertes entfernen</translation>
    </message>
    <message>
        <source>duplicate what is marked</source>
        <translation>Markiertes verdoppeln</translation>
    </message>
    <message>
        <source>connect to, with Shift disconnect</source>
        <translation>verbinden mit, mit Umschalt trennen</translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation>Strg+Pfeile</translation>
    </message>
    <message>
        <source>move what is marked, with Alt by a pixel</source>
        <translation>Markiertes verschieben, mit Alt um ein Pixel</translation>
    </message>
</context>
<context>
    <name>highwater::EditorPanel</name>
    <message>
        <source>Edit the picture</source>
        <translation>Bild bearbeiten</translation>
    </message>
</context>
<context>
    <name>highwater::EventsModel</name>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>what changed</source>
        <translation>was geändert wurde</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
</context>
<context>
    <name>highwater::EventsPanel</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>Noch nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Turn a knob: the change gets a number and a place in time.</source>
        <translation>Drehen Sie an einem Regler: Die Änderung bekommt eine Nummer und einen Platz in der Zeit.</translation>
    </message>
</context>
<context>
    <name>highwater::FaultBanner</name>
    <message>
        <source>Previous fault</source>
        <translation>Voriger Fehler</translation>
    </message>
    <message>
        <source>Next fault</source>
        <translation>Nächster Fehler</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Die Meldung schließen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>highwater::FileWatch</name>
    <message>
        <source>%1 was edited and cannot be used; the run goes on as it was</source>
        <translation>%1 wurde bearbeitet und ist so nicht brauchbar; der Lauf geht weiter wie bisher</translation>
    </message>
    <message>
        <source>%1 edited outside</source>
        <translation>%1 außerhalb bearbeitet</translation>
    </message>
</context>
<context>
    <name>highwater::FindingCard</name>
    <message>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>simulated, %1&#x2009;s</source>
        <translation>simuliert, %1&#x2009;s</translation>
    </message>
</context>
<context>
    <name>highwater::FindingsPanel</name>
    <message>
        <source>Look again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Nothing was looked at yet.</source>
        <translation>Es wurde noch nichts geprüft.</translation>
    </message>
    <message>
        <source>The look was broken off: nothing is known.</source>
        <translation>Die Prüfung wurde abgebrochen: Nichts ist bekannt.</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 Befund</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 Befunde</translation>
    </message>
    <message>
        <source>No findings. %1 rules passed.</source>
        <translation>Keine Befunde. %1 Regeln bestanden.</translation>
    </message>
</context>
<context>
    <name>highwater::GoalCard</name>
    <message>
        <source>met</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>nicht genug Daten</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Show the solution</source>
        <translation>Lösung zeigen</translation>
    </message>
    <message>
        <source>Begins the run anew with the parameters as they stand: figures of what was before are gone.</source>
        <translation>Beginnt den Lauf neu mit den Parametern, wie sie sind: Zahlen von vorher sind dann weg.</translation>
    </message>
    <message>
        <source>Sets what meets the goal, as one step that can be undone, and starts again.</source>
        <translation>Stellt ein, was das Ziel erreicht, als einen Schritt, der sich zurücknehmen lässt, und beginnt neu.</translation>
    </message>
</context>
<context>
    <name>highwater::GuessCard</name>
    <message>
        <source>Predict, then run</source>
        <translation>Erst schätzen, dann laufen lassen</translation>
    </message>
    <message>
        <source>Run and compare</source>
        <translation>Laufen lassen und vergleichen</translation>
    </message>
    <message>
        <source>Your guess: %1</source>
        <translation>Ihre Schätzung: %1</translation>
    </message>
    <message>
        <source>depth of %1</source>
        <translation>Länge von %1</translation>
    </message>
    <message>
        <source>p99 of %1</source>
        <translation>p99 von %1</translation>
    </message>
    <message>
        <source>The lesson&apos;s scenario has to run, simulated.</source>
        <translation>Das Szenario der Lektion muss laufen, und zwar simuliert.</translation>
    </message>
    <message>
        <source>Write down your guess first.</source>
        <translation>Schreiben Sie zuerst Ihre Schätzung auf.</translation>
    </message>
    <message>
        <source>Starts the run and puts your guess beside what comes out.</source>
        <translation>Startet den Lauf und stellt Ihre Schätzung neben das Ergebnis.</translation>
    </message>
    <message>
        <source>running, until there is enough data</source>
        <translation>läuft, bis es genug Daten gibt</translation>
    </message>
    <message>
        <source>Something was changed meanwhile: run again.</source>
        <translation>Inzwischen wurde etwas geändert: Lassen Sie noch einmal laufen.</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
</context>
<context>
    <name>highwater::JourneyModel</name>
    <message>
        <source>the producer, and four digits of the item&apos;s identity</source>
        <translation>der Erzeuger, und vier Stellen der Kennung des Auftrags</translation>
    </message>
    <message>
        <source>from its creation to its end</source>
        <translation>von der Entstehung bis zum Ende</translation>
    </message>
    <message>
        <source>its time in the patterns of the journey; the slowest item fills the column</source>
        <translation>seine Zeit in den Mustern der Reise; der langsamste Auftrag füllt die Spalte</translation>
    </message>
    <message>
        <source>in queues, at doors and held back by the signal</source>
        <translation>in Warteschlangen, vor Türen und vom Signal zurückgehalten</translation>
    </message>
    <message>
        <source>by workers</source>
        <translation>von Workern</translation>
    </message>
    <message>
        <source>with a worker that waited for room ahead</source>
        <translation>bei einem Worker, der vorn auf Platz wartete</translation>
    </message>
    <message>
        <source>between attempts, and until a loss was noticed</source>
        <translation>zwischen Versuchen, und bis ein Verlust bemerkt wurde</translation>
    </message>
    <message>
        <source>how often it was sent</source>
        <translation>wie oft er gesendet wurde</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>wie es endete</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>where the time went</source>
        <translation>wohin die Zeit ging</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>gewartet</translation>
    </message>
    <message>
        <source>served</source>
        <translation>bedient</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
</context>
<context>
    <name>highwater::JourneyPanel</name>
    <message>
        <source>Refresh</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Look for the slowest items of the last minute</source>
        <translation>Die langsamsten Aufträge der letzten Minute suchen</translation>
    </message>
    <message>
        <source>Go to its start</source>
        <translation>Zu seinem Anfang</translation>
    </message>
    <message>
        <source>Go to the instant at which this item was created</source>
        <translation>Zu dem Zeitpunkt, an dem dieser Auftrag entstand</translation>
    </message>
    <message>
        <source>Follow the item that has been in the selected node longest</source>
        <translation>Dem Auftrag folgen, der am längsten im gewählten Knoten ist</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Ältester</translation>
    </message>
    <message>
        <source>Oldest in %1</source>
        <translation>Ältester in %1</translation>
    </message>
    <message>
        <source>Nothing is inside %1 now.</source>
        <translation>In %1 ist jetzt nichts.</translation>
    </message>
    <message>
        <source>The oldest in %1</source>
        <translation>Der älteste in %1</translation>
    </message>
    <message>
        <source>It left %1 before one could look.</source>
        <translation>Er verließ %1, bevor man hinsehen konnte.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>%1 beantwortet</translation>
    </message>
    <message>
        <source>looking back…</source>
        <translation>Blick zurück…</translation>
    </message>
    <message>
        <source>not all of it was looked at</source>
        <translation>nicht alles wurde angesehen</translation>
    </message>
    <message>
        <source>No scenario is open.</source>
        <translation>Kein Szenario ist offen.</translation>
    </message>
    <message>
        <source>Journeys are told of simulated runs.</source>
        <translation>Reisen gibt es von simulierten Läufen.</translation>
    </message>
    <message>
        <source>Looking back…</source>
        <translation>Blick zurück…</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>No request has ended in the last minute.</source>
        <translation>In der letzten Minute ist keine Anfrage zu Ende gegangen.</translation>
    </message>
    <message>
        <source>Whose way took longest, and where?</source>
        <translation>Wessen Weg dauerte am längsten, und wo?</translation>
    </message>
    <message>
        <source>Slowest items</source>
        <translation>Langsamste Aufträge</translation>
    </message>
    <message>
        <source>A live run is measured from outside: single items are not followed.</source>
        <translation>Ein Live-Lauf wird von außen gemessen: Einzelnen Aufträgen folgt niemand.</translation>
    </message>
    <message>
        <source>The slowest items of the last minute appear here, each with its way through the network.</source>
        <translation>Hier erscheinen die langsamsten Aufträge der letzten Minute, jeder mit seinem Weg durch das Netz.</translation>
    </message>
</context>
<context>
    <name>highwater::JourneyTable</name>
    <message>
        <source>The slowest items</source>
        <translation>Die langsamsten Aufträge</translation>
    </message>
</context>
<context>
    <name>highwater::KeysOverlay</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Click to close</source>
        <translation>Klicken zum Schließen</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc schließt</translation>
    </message>
</context>
<context>
    <name>highwater::LessonPage</name>
    <message>
        <source>Another scenario is open</source>
        <translation>Ein anderes Szenario ist offen</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Try next</source>
        <translation>Als Nächstes versuchen</translation>
    </message>
    <message>
        <source>Open the lesson&apos;s</source>
        <translation>Das der Lektion öffnen</translation>
    </message>
    <message>
        <source>Opens the scenario that this lesson plays.</source>
        <translation>Öffnet das Szenario, das diese Lektion spielt.</translation>
    </message>
</context>
<context>
    <name>highwater::LessonPanel</name>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>Alle Lektionen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>done, with the solution shown</source>
        <translation>erledigt, mit gezeigter Lösung</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>keine gefunden</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 erledigt</translation>
    </message>
    <message>
        <source>Lesson: %1</source>
        <translation>Lektion: %1</translation>
    </message>
    <message>
        <source>solution: %1</source>
        <translation>Lösung: %1</translation>
    </message>
</context>
<context>
    <name>highwater::LiveStrip</name>
    <message>
        <source>%1 connections</source>
        <translation>%1 Verbindungen</translation>
    </message>
    <message>
        <source>%1 held by TCP</source>
        <translation>%1 von TCP gehalten</translation>
    </message>
    <message>
        <source>%1 wait for an answer</source>
        <translation>%1 warten auf Antwort</translation>
    </message>
    <message>
        <source>%1 connections refused</source>
        <translation>%1 Verbindungen abgelehnt</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>%1 auf der Festplatte</translation>
    </message>
    <message>
        <source>%1 dead letters</source>
        <translation>%1 unzustellbar</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 nicht schreibbar</translation>
    </message>
    <message>
        <source>Live at %1. %2. Twin: %3</source>
        <translation>Live unter %1. %2. Zwilling: %3</translation>
    </message>
</context>
<context>
    <name>highwater::LockstepModel</name>
    <message>
        <source>completed</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>mean time</source>
        <translation>mittlere Zeit</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>mean depth</source>
        <translation>mittlere Länge</translation>
    </message>
    <message>
        <source>lost share</source>
        <translation>Verlustanteil</translation>
    </message>
    <message>
        <source>switches</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>noch nicht gelaufen</translation>
    </message>
    <message>
        <source>exactly the same</source>
        <translation>genau gleich</translation>
    </message>
    <message>
        <source>no difference seen</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>perhaps better</source>
        <translation>wohl besser</translation>
    </message>
    <message>
        <source>perhaps worse</source>
        <translation>wohl schlechter</translation>
    </message>
    <message>
        <source>too few batches</source>
        <translation>zu wenig Abschnitte</translation>
    </message>
    <message>
        <source>Neighbouring batches depend on each other: the interval is too narrow.</source>
        <translation>Benachbarte Abschnitte hängen voneinander ab: Das Intervall ist zu schmal.</translation>
    </message>
    <message>
        <source>± %1 if each had arrivals of its own</source>
        <translation>± %1, wenn jede ihre eigenen Ankünfte hätte</translation>
    </message>
    <message>
        <source>From end to end</source>
        <translation>Von Anfang bis Ende</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>against A %1</source>
        <translation>gegen A %1</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>highwater::LockstepTable</name>
    <message>
        <source>Variants in lock-step</source>
        <translation>Varianten im Gleichschritt</translation>
    </message>
</context>
<context>
    <name>highwater::MainWindow</name>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Against baseline</source>
        <translation>Gegen Vergleich</translation>
    </message>
    <message>
        <source>Findings, events, comparison</source>
        <translation>Befunde, Ereignisse, Vergleich</translation>
    </message>
    <message>
        <source>Where the bytes are</source>
        <translation>Wo die Bytes sind</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Highwater</source>
        <translation>&amp;Über Highwater</translation>
    </message>
    <message>
        <source>Highwater %1</source>
        <translation>Highwater %1</translation>
    </message>
    <message>
        <source>Understand, plan and debug backpressure. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Backpressure verstehen, planen und untersuchen. Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Reduced motion</source>
        <translation>&amp;Weniger Bewegung</translation>
    </message>
    <message>
        <source>Restore &amp;default layout</source>
        <translation>&amp;Standardanordnung wiederherstellen</translation>
    </message>
    <message>
        <source>No file of your own yet</source>
        <translation>Noch keine eigene Datei</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Ein Szenario öffnen</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Das Szenario speichern</translation>
    </message>
    <message>
        <source>Scenarios (*.highwater.json)</source>
        <translation>Szenarien (*.highwater.json)</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>The picture cannot be written there.</source>
        <translation>Das Bild lässt sich dort nicht schreiben.</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>&amp;Mitnehmen</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>&amp;Diagramme</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Journeys</source>
        <translation>Reisen</translation>
    </message>
    <message>
        <source>What was pasted</source>
        <translation>Eingefügtes</translation>
    </message>
    <message>
        <source>%1 cannot be played</source>
        <translation>%1 lässt sich nicht abspielen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu gelesen</translation>
    </message>
    <message>
        <source>%1 was saved by another program; the run goes on with it.</source>
        <translation>%1 wurde von einem anderen Programm gespeichert; der Lauf geht damit weiter.</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>Die Datei nehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meines behalten</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>Zwei Fassungen</translation>
    </message>
    <message>
        <source>%1 was saved by another program, and the scenario has changes of its own.</source>
        <translation>%1 wurde von einem anderen Programm gespeichert, und das Szenario hat eigene Änderungen.</translation>
    </message>
    <message>
        <source>Scenarios and recordings (*.highwater.json *.json *.hwrec);;All files (*)</source>
        <translation>Szenarien und Aufzeichnungen (*.highwater.json *.json *.hwrec);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>%1 is played again; a change begins another future.</source>
        <translation>%1 wird wieder abgespielt; eine Änderung beginnt eine andere Zukunft.</translation>
    </message>
</context>
<context>
    <name>highwater::MarkFlag</name>
    <message>
        <source>High mark</source>
        <translation>Obere Marke</translation>
    </message>
    <message>
        <source>Low mark</source>
        <translation>Untere Marke</translation>
    </message>
    <message>
        <source>Drag to move the high mark; Shift for fine steps, Escape to take it back</source>
        <translation>Ziehen verschiebt die obere Marke; Umschalt für feine Schritte, Escape nimmt es zurück</translation>
    </message>
    <message>
        <source>Drag to move the low mark; Shift for fine steps, Escape to take it back</source>
        <translation>Ziehen verschiebt die untere Marke; Umschalt für feine Schritte, Escape nimmt es zurück</translation>
    </message>
    <message>
        <source>high</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>low</source>
        <translation>unten</translation>
    </message>
</context>
<context>
    <name>highwater::MarkGrid</name>
    <message>
        <source>Pairs of marks that were tried</source>
        <translation>Markenpaare, die versucht wurden</translation>
    </message>
    <message numerus="yes">
        <source>%n pairs; arrow keys go through them.</source>
        <translation>
            <numerusform>%n Paar; die Pfeiltasten gehen hindurch.</numerusform>
            <numerusform>%n Paare; die Pfeiltasten gehen hindurch.</numerusform>
        </translation>
    </message>
    <message>
        <source>high mark</source>
        <translation>obere Marke</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>gilt jetzt</translation>
    </message>
    <message>
        <source>High %1, low %2</source>
        <translation>Obere Marke %1, untere %2</translation>
    </message>
    <message>
        <source>%1 switches a minute, overshoot %2, starvation %3, throughput %4, p99 %5, lost %6</source>
        <translation>%1 Wechsel je Minute, Überschwingen %2, Leerlauf %3, Durchsatz %4, p99 %5, verloren %6</translation>
    </message>
    <message>
        <source>in force %1</source>
        <translation>gilt jetzt: %1</translation>
    </message>
    <message>
        <source>proposed %1</source>
        <translation>Vorschlag: %1</translation>
    </message>
    <message>
        <source>%1 switches/min</source>
        <translation>%1 Wechsel/min</translation>
    </message>
</context>
<context>
    <name>highwater::MarkSheet</name>
    <message>
        <source>in force</source>
        <translation>gilt jetzt</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Select a stage with marks.</source>
        <translation>Wählen Sie eine Stufe mit Marken.</translation>
    </message>
    <message>
        <source>Its pairs of marks have not been tried yet.</source>
        <translation>Ihre Markenpaare wurden noch nicht versucht.</translation>
    </message>
    <message>
        <source>switches</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>overshoot</source>
        <translation>Überschwingen</translation>
    </message>
    <message>
        <source>starvation</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>Try %1</source>
        <translation>%1 versuchen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Hysteresis</source>
        <translation>Hysterese</translation>
    </message>
    <message>
        <source>Simulated, %1 ahead</source>
        <translation>Simuliert, %1 voraus</translation>
    </message>
    <message>
        <source>in force %1</source>
        <translation>gilt jetzt: %1</translation>
    </message>
    <message>
        <source>proposed %1</source>
        <translation>Vorschlag: %1</translation>
    </message>
</context>
<context>
    <name>highwater::MarkWorkbenchPanel</name>
    <message>
        <source>Hysteresis workbench</source>
        <translation>Hysterese-Werkbank</translation>
    </message>
</context>
<context>
    <name>highwater::MarkerLine</name>
    <message>
        <source>What happens here; Enter keeps the note, Escape does not</source>
        <translation>Was hier geschieht; die Eingabetaste behält die Notiz, Escape nicht</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note at %1</source>
        <translation>Notiz bei %1</translation>
    </message>
</context>
<context>
    <name>highwater::Minimap</name>
    <message>
        <source>Map of the pipeline</source>
        <translation>Karte der Pipeline</translation>
    </message>
    <message>
        <source>The whole pipeline; click to go there</source>
        <translation>Die ganze Pipeline; ein Klick führt dorthin</translation>
    </message>
</context>
<context>
    <name>highwater::PaletteButton</name>
    <message>
        <source>Add: %1</source>
        <translation>Hinzufügen: %1</translation>
    </message>
    <message>
        <source>%1. Drag it into the picture, or click and click there; Enter puts it beside the selected node.</source>
        <translation>%1. Ziehen Sie es ins Bild, oder klicken Sie hier und dann dort; die Eingabetaste setzt es neben den gewählten Knoten.</translation>
    </message>
</context>
<context>
    <name>highwater::PaletteStrip</name>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
</context>
<context>
    <name>highwater::PipelineCanvas</name>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
</context>
<context>
    <name>highwater::RecordingMark</name>
    <message>
        <source>Recording %1</source>
        <translation>Aufnahme %1</translation>
    </message>
    <message>
        <source>Recording %1, %2 stops</source>
        <translation>Aufnahme %1, %2 beendet sie</translation>
    </message>
</context>
<context>
    <name>highwater::ReportProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Running the scenario for the report</source>
        <translation>Das Szenario läuft für den Bericht</translation>
    </message>
</context>
<context>
    <name>highwater::RunBar</name>
    <message>
        <source>Speed %1</source>
        <translation>Tempo %1</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Run time %1 %2</source>
        <translation>Laufzeit %1 %2</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Analytic</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>The figures of this run are %1.</source>
        <translation>Die Zahlen dieses Laufs sind: %1.</translation>
    </message>
    <message>
        <source>Producers</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>Consumers</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Seconds of the run per second, 0.1 to 1000 ([ and ])</source>
        <translation>Sekunden des Laufs pro Sekunde, 0.1 bis 1000 ([ und ])</translation>
    </message>
</context>
<context>
    <name>highwater::RunUntilBar</name>
    <message>
        <source>30s    completed &gt;= 1000    api.depth &gt; 500    a producer becomes blocked</source>
        <translation>30s    completed &gt;= 1000    api.depth &gt; 500    a producer becomes blocked</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>Laufen bis</translation>
    </message>
    <message>
        <source>A time (30s), a count (completed &gt;= 1000, api.refused &gt;= 1), a level (api.depth &gt; 500, api.busy = 8), an event (api presses, api refuses) or a state (api becomes blocked, a producer becomes blocked)</source>
        <translation>Eine Zeit (30s), eine Anzahl (completed &gt;= 1000, api.refused &gt;= 1), ein Stand (api.depth &gt; 500, api.busy = 8), ein Ereignis (api presses, api refuses) oder ein Zustand (api becomes blocked, a producer becomes blocked)</translation>
    </message>
    <message>
        <source>Forget this condition</source>
        <translation>Diese Bedingung vergessen</translation>
    </message>
    <message>
        <source>Forget: %1</source>
        <translation>Vergessen: %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
</context>
<context>
    <name>highwater::Scrubber</name>
    <message>
        <source>Time of the run</source>
        <translation>Zeit des Laufs</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>at %1: a change here begins another future; End goes back to now</source>
        <translation>bei %1: eine Änderung hier beginnt eine andere Zukunft; Ende führt zurück zu jetzt</translation>
    </message>
    <message>
        <source>drag to go back, then change a knob to go on from there</source>
        <translation>ziehen, um zurückzugehen; dann einen Regler ändern, um von dort weiterzulaufen</translation>
    </message>
</context>
<context>
    <name>highwater::Session</name>
    <message>
        <source>%1 cannot be opened</source>
        <translation>%1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>%1 cannot be run</source>
        <translation>%1 lässt sich nicht ausführen</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>A scenario of the shelf is never overwritten. Save it under a name of your own.</source>
        <translation>Ein Szenario aus dem Regal wird nie überschrieben. Speichern Sie es unter eigenem Namen.</translation>
    </message>
    <message>
        <source>This is the folder of the shelf; its scenarios are never overwritten.</source>
        <translation>Dies ist der Ordner des Regals; seine Szenarien werden nie überschrieben.</translation>
    </message>
    <message>
        <source>the spike ends</source>
        <translation>die Lastspitze endet</translation>
    </message>
    <message>
        <source>undo: %1</source>
        <translation>rückgängig: %1</translation>
    </message>
    <message>
        <source>spike of %1</source>
        <translation>Lastspitze von %1</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>No spike</source>
        <translation>Keine Lastspitze</translation>
    </message>
    <message>
        <source>No producer has an arrival rate to multiply: users who wait for answers, saturated senders and traces set their own pace.</source>
        <translation>Kein Erzeuger hat eine Ankunftsrate, die sich vervielfachen ließe: Nutzer, die auf Antworten warten, gesättigte Sender und Aufzeichnungen geben ihr Tempo selbst vor.</translation>
    </message>
    <message>
        <source>spike of %1: %2</source>
        <translation>Lastspitze von %1: %2</translation>
    </message>
    <message>
        <source>No live run</source>
        <translation>Kein Live-Lauf</translation>
    </message>
    <message>
        <source>This window shows runs of another kind.</source>
        <translation>Dieses Fenster zeigt Läufe anderer Art.</translation>
    </message>
    <message>
        <source>This scenario cannot run live</source>
        <translation>Dieses Szenario kann nicht live laufen</translation>
    </message>
    <message>
        <source>This scenario cannot be simulated</source>
        <translation>Dieses Szenario lässt sich nicht simulieren</translation>
    </message>
    <message>
        <source>No producer added</source>
        <translation>Kein Erzeuger hinzugefügt</translation>
    </message>
    <message>
        <source>There is no producer to copy.</source>
        <translation>Es gibt keinen Erzeuger zum Kopieren.</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>Not removed</source>
        <translation>Nicht entfernt</translation>
    </message>
    <message>
        <source>This is the only producer; without it nothing would arrive.</source>
        <translation>Dies ist der einzige Erzeuger; ohne ihn käme nichts an.</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>No consumer changed</source>
        <translation>Kein Verbraucher geändert</translation>
    </message>
    <message>
        <source>The workers of %1 are unlimited: nobody waits for one. Give it a number of workers first.</source>
        <translation>Die Worker von %1 sind unbegrenzt: Niemand wartet auf einen. Geben Sie zuerst eine Anzahl an.</translation>
    </message>
    <message>
        <source>This is the last consumer of %1; without it nothing would leave.</source>
        <translation>Dies ist der letzte Verbraucher von %1; ohne ihn ginge nichts hinaus.</translation>
    </message>
    <message>
        <source>%1: workers</source>
        <translation>%1: Worker</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>No such condition</source>
        <translation>Keine solche Bedingung</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>wie in der Datei</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>note removed: %1</source>
        <translation>Notiz entfernt: %1</translation>
    </message>
</context>
<context>
    <name>highwater::ShareMenu</name>
    <message>
        <source>values as labelled at the left, time in m:ss of the run</source>
        <translation>Werte wie links beschriftet, Zeit in m:ss des Laufs</translation>
    </message>
    <message>
        <source>&amp;Share</source>
        <translation>&amp;Teilen</translation>
    </message>
    <message>
        <source>, %1 left out because the machine was busy</source>
        <translation>, %1 ausgelassen, weil der Rechner beschäftigt war</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>%1 frames in %2%3</source>
        <translation>%1 Bilder in %2%3</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Nicht aufgenommen</translation>
    </message>
    <message>
        <source>&amp;Copy a picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save a picture</source>
        <translation>Bild &amp;speichern</translation>
    </message>
    <message>
        <source>Save the s&amp;eries as CSV…</source>
        <translation>Ver&amp;läufe als CSV speichern…</translation>
    </message>
    <message>
        <source>Save the &amp;figures as CSV…</source>
        <translation>&amp;Zahlen als CSV speichern…</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>Die Zahlen kopieren</translation>
    </message>
    <message>
        <source>&amp;Report of one page…</source>
        <translation>&amp;Bericht auf einer Seite…</translation>
    </message>
    <message>
        <source>Save the run as a recor&amp;ding…</source>
        <translation>Lauf als &amp;Aufzeichnung speichern…</translation>
    </message>
    <message>
        <source>&amp;Open a recording…</source>
        <translation>Aufzeichnung ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Film the window as a &amp;GIF…</source>
        <translation>Fenster als &amp;GIF filmen…</translation>
    </message>
    <message>
        <source>Film the window as &amp;PNG files…</source>
        <translation>Fenster als &amp;PNG-Dateien filmen…</translation>
    </message>
    <message>
        <source>Copy the scenario as &amp;text</source>
        <translation>Szenario als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy the scenario as one &amp;line</source>
        <translation>Szenario als eine Z&amp;eile kopieren</translation>
    </message>
    <message>
        <source>&amp;Open the scenario on the clipboard</source>
        <translation>Szenario aus der Zwischenablage &amp;öffnen</translation>
    </message>
    <message>
        <source>The whole &amp;window</source>
        <translation>Das ganze &amp;Fenster</translation>
    </message>
    <message>
        <source>The whole &amp;window…</source>
        <translation>Das ganze &amp;Fenster…</translation>
    </message>
    <message>
        <source>Stop filmin&amp;g</source>
        <translation>Filmen be&amp;enden</translation>
    </message>
    <message>
        <source>The window of Highwater</source>
        <translation>Das Fenster von Highwater</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>%1, as a picture</source>
        <translation>%1, als Bild</translation>
    </message>
    <message>
        <source>the window, as a picture</source>
        <translation>das Fenster, als Bild</translation>
    </message>
    <message>
        <source>Pictures (*.png);;Pictures of double size (*@2x.png);;Drawings (*.svg);;Pages (*.pdf)</source>
        <translation>Bilder (*.png);;Bilder doppelter Größe (*@2x.png);;Zeichnungen (*.svg);;Seiten (*.pdf)</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>das Bild</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Save the series</source>
        <translation>Die Verläufe speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>the series</source>
        <translation>die Verläufe</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Die Zahlen speichern</translation>
    </message>
    <message>
        <source>the figures</source>
        <translation>die Zahlen</translation>
    </message>
    <message>
        <source>the figures, as a table</source>
        <translation>die Zahlen, als Tabelle</translation>
    </message>
    <message>
        <source>Nothing recorded</source>
        <translation>Nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>no picture of this live run was taken yet</source>
        <translation>von diesem Live-Lauf gibt es noch kein Bild</translation>
    </message>
    <message>
        <source>what was changed during this run is not known any more; restart it (R) and record it then</source>
        <translation>was in diesem Lauf geändert wurde, ist nicht mehr bekannt; beginnen Sie ihn neu (R) und zeichnen Sie ihn dann auf</translation>
    </message>
    <message>
        <source>Save the run</source>
        <translation>Den Lauf speichern</translation>
    </message>
    <message>
        <source>Recordings (*.hwrec)</source>
        <translation>Aufzeichnungen (*.hwrec)</translation>
    </message>
    <message>
        <source>the run until %1</source>
        <translation>der Lauf bis %1</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.hwrec);;All files (*)</source>
        <translation>Aufzeichnungen (*.hwrec);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be played</source>
        <translation>%1 lässt sich nicht abspielen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>Seiten (*.pdf)</translation>
    </message>
    <message>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>No report</source>
        <translation>Kein Bericht</translation>
    </message>
    <message>
        <source>the runs were given up</source>
        <translation>die Läufe wurden abgebrochen</translation>
    </message>
    <message>
        <source>the report</source>
        <translation>der Bericht</translation>
    </message>
    <message>
        <source>Film the window</source>
        <translation>Das Fenster filmen</translation>
    </message>
    <message>
        <source>Animated pictures (*.gif)</source>
        <translation>Bewegte Bilder (*.gif)</translation>
    </message>
    <message>
        <source>Film the window: name of a new folder</source>
        <translation>Das Fenster filmen: Name eines neuen Ordners</translation>
    </message>
    <message>
        <source>Folders (*)</source>
        <translation>Ordner (*)</translation>
    </message>
    <message>
        <source>the scenario, as text</source>
        <translation>das Szenario, als Text</translation>
    </message>
    <message>
        <source>the scenario as one line of %1 characters</source>
        <translation>das Szenario als eine Zeile von %1 Zeichen</translation>
    </message>
    <message>
        <source>There is no scenario on the clipboard</source>
        <translation>In der Zwischenablage ist kein Szenario</translation>
    </message>
    <message>
        <source>The scenario on the clipboard cannot be run</source>
        <translation>Das Szenario in der Zwischenablage lässt sich nicht ausführen</translation>
    </message>
    <message>
        <source>this is a recording already</source>
        <translation>dies ist schon eine Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>highwater::ShelfPanel</name>
    <message>
        <source>No scenario fits.</source>
        <translation>Kein Szenario passt.</translation>
    </message>
    <message>
        <source>Esc shows all of them.</source>
        <translation>Esc zeigt alle.</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Search the scenarios</source>
        <translation>Die Szenarien durchsuchen</translation>
    </message>
    <message>
        <source>name or word</source>
        <translation>Name oder Wort</translation>
    </message>
</context>
<context>
    <name>highwater::SketchPad</name>
    <message>
        <source>Your curve: %1 over %2 s</source>
        <translation>Ihre Kurve: %1 über %2 s</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>nothing drawn; left and right move the pen, up and down draw, Delete wipes</source>
        <translation>nichts gezeichnet; links und rechts bewegen den Stift, oben und unten zeichnen, Entf wischt</translation>
    </message>
    <message>
        <source>; the run differs by %1 % of the height on the average</source>
        <translation>; der Lauf weicht im Mittel um %1 % der Höhe ab</translation>
    </message>
    <message>
        <source>Draw with the mouse, or with the arrow keys; Delete wipes.</source>
        <translation>Zeichnen Sie mit der Maus oder den Pfeiltasten; Entf wischt.</translation>
    </message>
    <message>
        <source>draw your curve here</source>
        <translation>zeichnen Sie hier Ihre Kurve</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>der Lauf</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>%1 s of the run</source>
        <translation>%1 s des Laufs</translation>
    </message>
</context>
<context>
    <name>highwater::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>%1 fps, %2 ms per frame</source>
        <translation>%1 Bilder/s, %2 ms je Bild</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>changes not saved</source>
        <translation>Änderungen nicht gespeichert</translation>
    </message>
    <message>
        <source>as on the shelf</source>
        <translation>wie im Regal</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>%1   ·   Ctrl+Z undoes “%2”</source>
        <translation>%1   ·   Strg+Z nimmt „%2“ zurück</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1× real time</source>
        <translation>%1× Echtzeit</translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 Ereignisse/s</translation>
    </message>
    <message>
        <source>offered %1 %2 completed %3 + refused %4</source>
        <translation>angeboten %1 %2 erledigt %3 + abgelehnt %4</translation>
    </message>
    <message>
        <source>lost %1</source>
        <translation>verloren %1</translation>
    </message>
    <message>
        <source>inside %1</source>
        <translation>darin %1</translation>
    </message>
    <message>
        <source>%1 frame skipped</source>
        <translation>%1 Bild ausgelassen</translation>
    </message>
    <message>
        <source>%1 frames skipped</source>
        <translation>%1 Bilder ausgelassen</translation>
    </message>
</context>
<context>
    <name>highwater::StepBars</name>
    <message>
        <source>step %1 of %2, %3 done</source>
        <translation>Schritt %1 von %2, %3 erledigt</translation>
    </message>
</context>
<context>
    <name>highwater::TimeAxis</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>highwater::TipCard</name>
    <message>
        <source>Tip: %1</source>
        <translation>Tipp: %1</translation>
    </message>
</context>
<context>
    <name>highwater::TitleRow</name>
    <message>
        <source>Drag to move, double click to enlarge</source>
        <translation>Ziehen zum Verschieben, Doppelklick zum Vergrößern</translation>
    </message>
    <message>
        <source>%1; Alt with up and down moves the chart, Enter enlarges it</source>
        <translation>%1; Alt mit oben und unten verschiebt das Diagramm, die Eingabetaste vergrößert es</translation>
    </message>
    <message>
        <source>not enough data: %1 of %2</source>
        <translation>nicht genug Daten: %1 von %2</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 Aufträge</translation>
    </message>
</context>
<context>
    <name>highwater::VariantBar</name>
    <message>
        <source>Runs the variants from the beginning, with the same arrivals and service times</source>
        <translation>Führt die Varianten von Anfang an aus, mit denselben Ankünften und Bedienzeiten</translation>
    </message>
    <message>
        <source>Keep as %1</source>
        <translation>Behalten als %1</translation>
    </message>
    <message>
        <source>Four are kept</source>
        <translation>Vier sind behalten</translation>
    </message>
    <message>
        <source>Keeps the scenario as it stands, to compare with it (%1)</source>
        <translation>Behält das Szenario, wie es steht, zum Vergleichen (%1)</translation>
    </message>
    <message>
        <source>Remove one of them to keep another one</source>
        <translation>Entfernen Sie eine, um eine andere zu behalten</translation>
    </message>
    <message>
        <source>Name of variant %1</source>
        <translation>Name der Variante %1</translation>
    </message>
</context>
<context>
    <name>highwater::VariantChip</name>
    <message>
        <source>Keep as variant</source>
        <translation>Als Variante behalten</translation>
    </message>
    <message>
        <source>Go on with this one</source>
        <translation>Mit dieser weitermachen</translation>
    </message>
    <message>
        <source>Rename …</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>the baseline</source>
        <translation>der Vergleichsstand</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
    <message>
        <source>Variant %1: %2</source>
        <translation>Variante %1: %2</translation>
    </message>
</context>
<context>
    <name>highwater::Variants</name>
    <message>
        <source>as it stands</source>
        <translation>wie es steht</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>wie in der Datei</translation>
    </message>
    <message>
        <source>variant %1: %2</source>
        <translation>Variante %1: %2</translation>
    </message>
</context>
<context>
    <name>highwater::Waterfall</name>
    <message>
        <source>Journey</source>
        <translation>Reise</translation>
    </message>
    <message>
        <source>Journey of %1</source>
        <translation>Reise von %1</translation>
    </message>
    <message>
        <source>%1
from %2 to %3</source>
        <translation>%1
von %2 bis %3</translation>
    </message>
    <message>
        <source>Choose an item: its journey is drawn here.</source>
        <translation>Wählen Sie einen Auftrag: Hier wird seine Reise gezeichnet.</translation>
    </message>
</context>
<context>
    <name>highwater::WindowManners</name>
    <message>
        <source>&amp;Presentation</source>
        <translation>&amp;Präsentation</translation>
    </message>
    <message>
        <source>Show &amp;tips again</source>
        <translation>&amp;Tipps wieder zeigen</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Highwater speaks it when it is started next.</source>
        <translation>Highwater spricht sie ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Press P: another producer</source>
        <translation>P drücken: noch ein Erzeuger</translation>
    </message>
    <message>
        <source>Drag the high mark</source>
        <translation>Die obere Marke ziehen</translation>
    </message>
    <message>
        <source>Drag the time line to go back</source>
        <translation>Die Zeitleiste ziehen, um zurückzugehen</translation>
    </message>
    <message>
        <source>B keeps a baseline</source>
        <translation>B behält einen Vergleichsstand</translation>
    </message>
    <message>
        <source>? shows all keys</source>
        <translation>? zeigt alle Tasten</translation>
    </message>
</context>
</TS>
