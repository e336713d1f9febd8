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
